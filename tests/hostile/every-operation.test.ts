// The core and the loopback host answer every input as the contract says.
import { describe } from 'vitest';
import { inProcess, loopback } from './hostile-office.ts';
import { promiseAnswers } from './input-promises.ts';

describe.each([
  ['inProcess', inProcess],
  ['loopback', loopback],
])('over the host %s', (_, open) => promiseAnswers(open));
