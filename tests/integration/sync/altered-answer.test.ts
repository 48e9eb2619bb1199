// A refusal carries no signature: one bit that flipped on the way must not settle a voucher with a reason nobody gave.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enrolDesk, freeze, pushOnce, startTestCentral, type TestCentral, toItem } from '../../support/central.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central.stop());

const refused = () => freeze(toItem({ vouchers: 500 }));

/** A line that changes one word of what the central office answers, and nothing else. */
const altering: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  const text = (await answer.text()).replace('limit-exceeded', 'mimit-exceeded');
  return new Response(text, { status: answer.status, headers: answer.headers });
};

test('an answer that was altered on the way is not believed', async () => {
  const { client } = await enrolDesk(central, '1212', { fetch: altering });
  const { voucherId, hash, body } = refused();
  const reply = await client.push({ auditHead: null, items: [{ id: voucherId, hash, body }] });
  expect(reply).toMatchObject({ ok: false, failure: { cause: 'protocol' } });
});

test('an answer that came whole is', async () => {
  const results = await pushOnce(await enrolDesk(central), [refused()]);
  expect(results).toMatchObject([{ outcome: 'refused', code: 'limit-exceeded' }]);
});
