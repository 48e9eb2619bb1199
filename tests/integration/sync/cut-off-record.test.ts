// Rows cut off the end of the audit: the rest is a whole chain, and the head that the central office keeps is not in it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../../central/commands.ts';
import { openConnection } from '../../../electron/database/sqlite.ts';
import { passphrase, readDataKey } from '../../support/case-file.ts';
import {
  agree,
  approveOrder,
  type CentralDesk,
  deliverOrder,
  exchange,
  type LinkedOffice,
  openLinkedOffice,
  prepareOrder,
  startCentralDesk,
  submitOrder,
} from '../../support/linked-office.ts';
import { answered, registerPerson } from '../../support/office-day.ts';
import { makeShelf } from '../../support/shelf.ts';

const entry = fileURLToPath(new URL('../../../electron/office.ts', import.meta.url));
let central: CentralDesk;
let shelf: ReturnType<typeof makeShelf>;
let folder: string;
let office: LinkedOffice;
/** As the central office's own desk prints it. */
let head: string;
beforeEach(async () => {
  shelf = makeShelf();
  central = await startCentralDesk();
  folder = shelf.path('urzad');
  office = await openLinkedOffice(folder, { url: central.url, code: await central.newCode() });
  await deliverOrder(office, (await agree(office)).id);
  const { id } = await approveOrder(
    office,
    await submitOrder(office, await prepareOrder(office, (await agree(office)).id)),
  );
  answered(await office.clerk.vouchers.get({ id }));
  await exchange(office);
  const { lines } = await runCommand(central.office, { name: 'list-workstations' });
  head = lines[0]?.split('dziennik ')[1] ?? '';
});
afterEach(async () => {
  await office.close();
  await central.stop();
  shelf.clear();
});

function verify(...more: string[]) {
  const args = [entry, 'verify', folder, '--login', 'anna', '--json', ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { input: passphrase, encoding: 'utf8' });
  if (status === 2) return { status, stderr };
  const findings: readonly { check: string; ok: boolean; detail: string }[] = JSON.parse(stdout).findings;
  const told = Object.fromEntries(findings.map(({ check, detail }) => [check, detail]));
  return { status, wrong: findings.filter(({ ok }) => !ok).map(({ check }) => check), told };
}

/** Somebody who has the key and knows SQL, and leaves the triggers as they were. */
async function tamper(statement: string): Promise<void> {
  const dataKey = await readDataKey(folder);
  const raw = openConnection({ file: join(folder, 'case.sqlite'), dataKey, access: 'write' });
  const trigger = raw.prepare("SELECT sql FROM sqlite_schema WHERE name = 'audit_is_never_deleted'").pluck().get();
  raw.exec(`DROP TRIGGER audit_is_never_deleted; ${statement}; ${trigger}`);
  raw.close();
}

test('the head that the central office prints stands in the file, also after more was written', async () => {
  expect(head).toMatch(/^[0-9a-f]{64}$/);
  await registerPerson(office);
  await office.close();
  expect(verify('--head', head)).toMatchObject({
    ...{ status: 0, wrong: [] },
    told: { 'audit-head': expect.stringMatching(/^the head that was given is row \d+ of \d+$/) },
  });
  expect(verify('--head', ` ${head.toUpperCase()}`)).toMatchObject({ status: 0 });
});

test('one that stands in no row is found wrong, and said', async () => {
  expect(verify('--head', 'ab'.repeat(32))).toMatchObject({
    ...{ status: 1, wrong: ['audit-head'] },
    told: { 'audit-head': expect.stringMatching(/^no row has the head that was given: rows after \d+ were cut off/) },
  });
  expect(verify('--head', head.slice(0, 12))).toMatchObject({ status: 2, stderr: expect.stringContaining('64') });
});

const lastApproval = "(SELECT max(sequence) FROM audit WHERE operation = 'vouchers.approve')";

test('rows of what the file still holds are missed without being told a head', async () => {
  await office.close();
  await tamper(`DELETE FROM audit WHERE sequence >= ${lastApproval}`);
  const found = verify();
  expect(found).toMatchObject({ status: 1, wrong: ['audit-chain'] });
  expect(found.told?.['audit-chain']).toMatch(
    /^rows were cut off after row \d+: none tells of approval of voucher \S+, outcome for voucher \S+$/,
  );
  expect(verify('--head', head)).toMatchObject({ status: 1, wrong: ['audit-chain', 'audit-head'] });
});

test('rows whose traces were wiped too are missed by their head', async () => {
  await office.close();
  await tamper(`DELETE FROM audit WHERE sequence > ${lastApproval};
    UPDATE delivery SET state = 'waiting', settled_at = NULL, support_id = NULL, receipt = NULL, next_try_at = queued_at
    WHERE queued_at = (SELECT max(queued_at) FROM delivery)`);
  expect(verify()).toMatchObject({ status: 0, wrong: [] });
  expect(verify('--head', head)).toMatchObject({ status: 1, wrong: ['audit-head'] });
  office = await openLinkedOffice(folder);
  expect((await exchange(office)).otherFileAt).not.toBeNull();
});
