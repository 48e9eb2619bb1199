// The window answers every input as the contract says.
import { describe } from 'vitest';
import { findChromium } from '../../support/browser.ts';
import { promiseAnswers } from '../input-promises.ts';
import { openWindow } from './hostile-window.ts';

describe.skipIf(findChromium() === null)('over the host window', () => promiseAnswers(openWindow));
