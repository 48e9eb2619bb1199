// A new key of the central office: known at once, signing later, and the old receipts stay as they are.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCentral } from '../../../central/app.ts';
import { runCommand } from '../../../central/commands.ts';
import type { Database } from '../../../central/database.ts';
import { createEnrolmentCode } from '../../../central/enrolment-codes.ts';
import { beginEpoch } from '../../../central/ledger-life.ts';
import { openPglite } from '../../../central/pglite.ts';
import { deriveSecrets } from '../../../central/secrets.ts';
import { toEndorsedText } from '../../../shared/wire/receipt.ts';
import { enrolDesk, funding, toItem } from '../../support/central.ts';
import { isSignedBy, listCentreKeys, listDecisions, pushOne, readStatement, toWithdrawal } from './items.ts';

const masterSecret = randomBytes(32);
const dayMs = 86_400_000;
let clockMs = Date.parse('2026-03-02T08:00:00.000Z');
const now = () => new Date(clockMs).toISOString();
let database: Database;
/** Beside the server, as a command of its operator is. */
const operator = () => ({ database, secrets: deriveSecrets(masterSecret), funding, now });

async function serve() {
  const limits = { requestsPerMinute: 100_000 };
  const { app, office } = await createCentral({ database, masterSecret, funding, now, limits });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const stop = () => app.close();
  return {
    url,
    app,
    database,
    office,
    createEnrolmentCode: (county: string) => createEnrolmentCode(office, county),
    stop,
  };
}

let central: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  database = await openPglite({ folder: null, imageFolder: null });
  central = await serve();
});
afterAll(async () => {
  await central.stop();
  await database.close();
});

const signerOf = (receipt: string | null) =>
  JSON.parse(Buffer.from((receipt ?? '').split('.')[0] ?? '', 'base64url').toString('utf8')).kid;

describe('a new key', () => {
  test('is listed by a running server, vouched for by the former one, and signs when the overlap is over', async () => {
    const desk = await enrolDesk(central, '1212', { now });
    const [former] = await listCentreKeys(desk);
    const voucher = toItem();
    const before = await pushOne(desk, voucher);

    expect(await runCommand(operator(), { name: 'new-key', overlapDays: 7 })).toMatchObject({ isFine: true });
    clockMs += 6_000;
    const [newest, ...others] = await listCentreKeys(desk);
    expect(others.map(({ keyId }) => keyId)).toEqual([former?.keyId]);
    expect(newest?.endorsements?.map(({ keyId }) => keyId)).toEqual([former?.keyId]);
    if (newest === undefined || former === undefined) throw new Error('two keys were expected');
    const word = newest.endorsements?.[0]?.signature ?? '';
    expect(isSignedBy(former, toEndorsedText(newest), word)).toBe(true);

    clockMs += 7 * dayMs - 10_000;
    const during = await pushOne(desk, toItem());
    expect(signerOf(during.receipt)).toBe(former.keyId);
    clockMs += 20_000;
    const after = await pushOne(desk, toWithdrawal(voucher));
    expect(signerOf(after.receipt)).toBe(newest.keyId);
    expect((await pushOne(desk, voucher)).receipt).toBe(before.receipt);

    const keys = await listCentreKeys(desk);
    const statements = (await listDecisions(desk)).map(({ statement }) => readStatement(statement, keys));
    expect(statements).toEqual([before, during, after].map(({ receipt }) => readStatement(receipt, keys)));
    expect(statements.map(({ keyId }) => keyId)).toEqual([former.keyId, former.keyId, newest.keyId]);
  });

  test('comes with the enrolment of a new workstation, and the third has the word of both', async () => {
    await runCommand(operator(), { name: 'new-key', overlapDays: 0 });
    clockMs += 6_000;
    const { enrolment } = await enrolDesk(central, '1212', { now });
    const [third, ...former] = enrolment.centreKeys;
    expect(third?.endorsements).toHaveLength(2);
    for (const key of former) {
      const word = third?.endorsements?.find(({ keyId }) => keyId === key.keyId)?.signature ?? '';
      expect(third === undefined || isSignedBy(key, toEndorsedText(third), word)).toBe(true);
    }
  });

  test('that another server signed with a moment ago is found when the same voucher is sent here', async () => {
    const desk = await enrolDesk(central, '1212', { now });
    await runCommand(operator(), { name: 'new-key', overlapDays: 0 });
    const other = await serve();
    try {
      const voucher = toItem();
      const signed = await pushOne(await enrolDesk(other, '1212', { now }), voucher);
      expect(await pushOne(desk, voucher)).toEqual({ ...signed, replay: true });
    } finally {
      await other.stop();
    }
  });

  test('is never needed to read what a former one signed: the database refuses to lose it', async () => {
    await expect(database.query('DELETE FROM centre_key')).rejects.toThrow('appended');
  });
});

test('a new epoch is noticed by a running server', async () => {
  const desk = await enrolDesk(central, '1212', { now });
  const epoch = await database.transaction((query) => beginEpoch(query, now()));
  clockMs += 6_000;
  expect(await desk.client.getSyncState()).toMatchObject({ ok: true, value: { epoch } });
});
