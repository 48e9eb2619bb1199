// The window keeps the permissions of the contract.
import { describe } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import { promisePermissions } from '../permission-promises.ts';
import { openWindow } from './hostile-window.ts';

describe.skipIf(findChromium() === null)('over the host window', () => promisePermissions(openWindow));
