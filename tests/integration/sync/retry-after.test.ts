// A whole workplace whose central office asks for patience: nobody's question leaves before that is over.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { realWorld } from '../../../electron/core/world.ts';
import {
  agree,
  type CentralDesk,
  exchange,
  openLinkedOffice,
  prepareOrder,
  startCentralDesk,
  submitOrder,
} from '../../support/linked-office.ts';
import { makeShelf } from '../../support/shelf.ts';

let central: CentralDesk;
let shelf: ReturnType<typeof makeShelf>;
beforeAll(async () => {
  central = await startCentralDesk();
});
afterAll(() => central.stop());
beforeEach(() => {
  shelf = makeShelf();
});
afterEach(() => shelf.clear());

/** Clocks of office and central office go together, as `pass` says; the line may be told to say 429. */
async function openPatientOffice() {
  let passedMs = 0;
  const line = { isBusy: false, asked: 0 };
  const busy = () => new Response('', { status: 429, headers: { 'retry-after': '120' } });
  const office = await openLinkedOffice(shelf.path('urzad'), {
    url: central.url,
    code: await central.newCode(),
    world: { ...realWorld, now: () => new Date(Date.now() + passedMs).toISOString() },
    fetch: (input, init) => {
      line.asked += 1;
      return line.isBusy ? Promise.resolve(busy()) : fetch(input, init);
    },
  });
  const pass = (seconds: number) => {
    passedMs += seconds * 1000;
    central.moveClock(seconds);
  };
  return { office, line, pass };
}

test('a person’s wish and a person’s question send nothing while a Retry-After is kept, and everything after it', async () => {
  const { office, line, pass } = await openPatientOffice();
  try {
    const order = await submitOrder(office, await prepareOrder(office, (await agree(office)).id));
    await exchange(office);
    line.isBusy = true;
    expect((await exchange(office)).lastFailure).toMatchObject({ code: 'too-many-requests' });
    const { asked } = line;
    for (let times = 0; times < 3; times += 1) await exchange(office);
    expect(await office.approver.sync.askPersonPool({ voucherId: order.id })).toEqual({
      ok: true,
      value: { asked: false },
    });
    expect(line.asked).toBe(asked);
    line.isBusy = false;
    pass(121);
    expect((await exchange(office)).lastFailure).toBeNull();
    expect(line.asked).toBeGreaterThan(asked);
  } finally {
    await office.close();
  }
});
