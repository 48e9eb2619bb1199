import { describe } from 'vitest';
import { findElectron, openReal } from '../../support/real-electron.ts';
import { promiseShell } from '../shell-promises.ts';

const electron = findElectron();
if (electron === null) {
  process.stderr.write('Tests on Electron itself are left out: its program is not here (npx install-electron).\n');
}

describe.skipIf(electron === null)('the built shell', () => {
  promiseShell('on Electron itself', () => openReal(electron ?? ''));
});
