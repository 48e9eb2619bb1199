// The window of the double on the file of a hostile office: the built main, preload and core, and a page that asks anything.
// Electron's own bridge stops in the page at a thousand levels of nesting; the double's carries on, so that main is tried too.
import type { Page } from 'playwright-core';
import type {} from '../../../renderer/client/transport.ts';
import { openDouble } from '../../support/electron-double/open-double.ts';
import { type HostileHost, type OpenHost, signIn } from '../hostile-office.ts';

export const openWindow: OpenHost = async (office) => {
  const double = await openDouble({ folder: await office.handOver() });
  const ask = askIn(double.page);
  let looked = 0;
  const faults = () => {
    const written = double.log().slice(looked);
    looked += written.length;
    return written === '' ? [] : [written];
  };
  await signIn(ask, 'anna');
  return { ask, askElsewhere: ask, faults, close: () => double.close() };
};

/** Parsed and written in the page: "__proto__" arrives there as a field, and half a letter leaves it as one. */
export function askIn(page: Page): HostileHost['ask'] {
  return async (operation, input) => {
    const answer = await page.evaluate(
      async ([name, text]) => JSON.stringify(await window.teczka?.ask(name, JSON.parse(text))),
      [operation, input] as const,
    );
    return JSON.parse(answer);
  };
}
