// A ledger that version 1 wrote goes on under the newest: nothing is lost, and what was refused gets its line in the feed.
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCentral } from '../../../central/app.ts';
import { checkLedger } from '../../../central/check.ts';
import { normaliseIdentity } from '../../../central/person-key.ts';
import { migrate, migrations } from '../../../central/schema.ts';
import { deriveSecrets } from '../../../central/secrets.ts';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { createWorkstationKey } from '../../../electron/sync/workstation-key.ts';
import type { CentreKey } from '../../../shared/wire/receipt.ts';
import type { VoucherItem } from '../../../shared/wire/voucher.ts';
import {
  type Desk,
  funding,
  newVoucherId,
  startTestCentral,
  type TestCentral,
  toItem,
  toLine,
} from '../../support/central.ts';
import { listDecisions, push, pushOne, readStatement, toSent, toWithdrawal } from './items.ts';

const at = '2026-01-05T09:00:00.000Z';
const epoch = randomUUID();
const workstationId = randomUUID();
const workstationKey = createWorkstationKey();
const masterSecret = randomBytes(32);
const secrets = deriveSecrets(masterSecret);
const centreKey: CentreKey = { keyId: randomUUID(), publicKey: '' };

let former: TestCentral;
beforeAll(async () => {
  former = await startTestCentral();
  await former.database.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await migrate(former.database, migrations.slice(0, 1));
  await makeLife();
});
afterAll(() => former.stop());

/** What version 1 kept of itself, and one enrolled workstation. */
async function makeLife(): Promise<void> {
  const { query } = former.database;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { keyId } = centreKey;
  Object.assign(centreKey, { publicKey: publicKey.export({ format: 'jwk' }).x });
  const sealed = secrets.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), keyId).toString('base64');
  await query('INSERT INTO epoch (id, begun_at, number) VALUES ($1, $2, 1)', [epoch, at]);
  const key = 'INSERT INTO centre_key (id, public_key, sealed_private_key, created_at) VALUES ($1, $2, $3, $4)';
  await query(key, [keyId, centreKey.publicKey, sealed, at]);
  const device = 'INSERT INTO device (id, county, public_key, enrolled_at) VALUES ($1, $2, $3, $4)';
  await query(device, [workstationId, '1212', workstationKey.publicKey, at]);
  await query(`INSERT INTO feed_head (county) VALUES ('1212'), ('1208')`);
}

/** As version 1 asked its database. */
async function ingestAsBefore(items: readonly VoucherItem[]): Promise<void> {
  const arriving = items.map((item, place) => {
    const { id, hash, body } = toSent(item);
    const { programme, agreementNumber, orderNumber, vouchers, person } = item;
    return {
      ...{ place, id, hash, programme, agreementNumber, orderNumber, vouchers, receiptId: randomUUID() },
      sealed: secrets.seal(Buffer.from(body), id).toString('base64'),
      personKey: secrets.toPersonKey(normaliseIdentity(person.identity, person.birthDate)),
      cap: funding[programme]?.cap ?? null,
      supportId: `RPMP.10.03.00-12-0435/16_${agreementNumber}/${orderNumber}`,
    };
  });
  const batch = { device: workstationId, county: '1212', at, epoch, keyId: centreKey.keyId, auditHead: null };
  await former.database.query('SELECT * FROM ingest_batch($1::jsonb)', [JSON.stringify({ ...batch, items: arriving })]);
}

async function serveNewest(): Promise<{ desk: Pick<Desk, 'client'>; stop: () => Promise<void> }> {
  await migrate(former.database);
  const { app } = await createCentral({ database: former.database, masterSecret, funding });
  const centralUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  const client = createCentralClient(toLine(), { centralUrl, workstationId, privateKey: workstationKey.privateKey });
  return { desk: { client }, stop: () => app.close() };
}

test('a published version never changes', () => {
  const [first = ''] = migrations;
  expect(createHash('sha256').update(first).digest('hex')).toBe(
    '865a6213d25f01a77456191fecc893ef7ce18ecc3cf2b6ac819929b910ff8670',
  );
});

test('what version 1 decided stands, and can be withdrawn, under the newest', async () => {
  const [kept, withdrawn, unfunded] = [toItem({ vouchers: 100 }), toItem(), toItem({ programme: 'NSM' })];
  const over = { ...kept, id: newVoucherId(), orderNumber: 2 };
  await ingestAsBefore([kept, over, unfunded, withdrawn]);
  const { desk, stop } = await serveNewest();
  try {
    expect(await checkLedger({ database: former.database, secrets })).toEqual([]);
    const replayed = (await push(desk, [kept, over, unfunded, withdrawn].map(toSent))).results;
    expect(replayed.map(({ code, seq, replay }) => [code, seq, replay])).toEqual([
      [null, 1, true],
      ['limit-exceeded', expect.any(Number), true],
      ['not-funded', expect.any(Number), true],
      [null, 2, true],
    ]);
    expect(readStatement(replayed[0]?.receipt ?? null, [centreKey])).toMatchObject({ hash: toSent(kept).hash, epoch });
    const lines = await listDecisions(desk);
    expect(lines.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'voucher-accepted'],
      [2, 'voucher-accepted'],
      [3, 'voucher-refused'],
      [4, 'voucher-refused'],
    ]);
    expect(
      lines
        .slice(2)
        .map(({ itemId }) => itemId)
        .toSorted(),
    ).toEqual([over.id, unfunded.id].toSorted());
    expect(lines[0]?.statement).toBe(replayed[0]?.receipt);
    const result = await pushOne(desk, toWithdrawal(withdrawn));
    expect(result).toMatchObject({ outcome: 'accepted', seq: 5 });
    expect(readStatement(result.receipt, [centreKey])).toMatchObject({ withdraws: withdrawn.id });
    expect(await checkLedger({ database: former.database, secrets })).toEqual([]);
  } finally {
    await stop();
  }
});

test('a program of version 1 refuses the newer database', async () => {
  await expect(migrate(former.database, migrations.slice(0, 1))).rejects.toThrow('newer');
});
