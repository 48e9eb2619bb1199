import { describe } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import { openDouble } from '../../support/electron-double/open-double.ts';
import { promiseShell } from '../shell-promises.ts';

describe.skipIf(findChromium() === null)('the built shell', () => {
  promiseShell('on the double', async () => {
    const double = await openDouble();
    return {
      page: double.page,
      look: async () => {
        const { options } = await double.command('look');
        return { title: options.title ?? '', preferences: { ...options.webPreferences } };
      },
      close: double.close,
    };
  });
});
