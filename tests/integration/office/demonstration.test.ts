import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../electron/core/log.ts';
import { realWorld } from '../../../electron/core/world.ts';
import { type Demonstration, prepareDemo } from '../../../electron/office/demonstration-start.ts';
import { demonstrationUsers } from '../../../electron/office/demonstration-users.ts';
import { type Desk, openDesk } from '../../../electron/office/desk.ts';
import { installedResources } from '../../../electron/office/installed-rules.ts';
import { verifyCaseFile } from '../../../electron/office/verify.ts';
import { openWorkplace } from '../../../electron/workplace.ts';
import type { Voucher } from '../../../shared/contract/vouchers.ts';

let home = '';
let first: Demonstration;
const said: string[] = [];
const prepare = (fresh = false) => prepareDemo({ root: join(home, 'demo'), fresh, say: (it) => void said.push(it) });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'teczka-test-'));
  first = await prepare();
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function open({ folder }: Demonstration) {
  const parts = { folder, resources: installedResources, fetch: globalThis.fetch };
  return openWorkplace({ ...parts, world: realWorld, log: silentLog });
}

async function listWithdrawals(desk: Desk): Promise<string[]> {
  const states: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const asked = { state: 'approved', agreementId: null, after: after === '' ? null : after, limit: 100 } as const;
    const page: { rows: Voucher[]; next: string | null } = await desk.get('vouchers.list', asked);
    states.push(...page.rows.flatMap(({ withdrawal }) => withdrawal?.state ?? []));
    after = page.next;
  }
  return states;
}

describe('the demonstration', () => {
  test('is a whole office with every delivery state, and its central office holds what it acknowledged', async () => {
    expect(said).toHaveLength(1);
    const { login, passphrase: secret } = demonstrationUsers.clerk;
    const { findings } = await verifyCaseFile({ folder: first.folder, login, secret });
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    const workplace = open(first);
    const desk = await openDesk(workplace, demonstrationUsers.approver);
    const { acknowledged, refused, waiting, enrolled } = await desk.get('sync.status', {});
    const { withdrawalsToDecide } = await desk.get('reports.today', {});
    const withdrawals = await listWithdrawals(desk);
    await workplace.close();
    expect(enrolled).toBe(true);
    expect(refused).toBeGreaterThan(0);
    expect(waiting).toBeGreaterThan(0);
    expect(withdrawalsToDecide.total).toBeGreaterThan(0);
    expect(withdrawals).toEqual(expect.arrayContaining(['requested', 'declined', 'approved', 'confirmed']));
    const withdrawn = withdrawals.filter((state) => state === 'confirmed').length;
    // Another county's vouchers for the refused people are held there too.
    expect(await first.central.countVouchers()).toMatchObject({
      accepted: acknowledged - withdrawn + refused,
      refused,
    });
  });

  test('is open once at a time', async () => {
    await expect(prepare()).rejects.toThrow('already open in another window');
    await expect(prepare(true)).rejects.toThrow('already open in another window');
  });

  test('opens again as it was, also when somebody else has taken its port, and sends what waited', async () => {
    await first.central.stop();
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(Number(new URL(first.central.url).port), '127.0.0.1', done));
    const again = await prepare();
    await new Promise((done) => taken.close(done));
    expect(said).toHaveLength(1);
    expect(again.central.url).not.toBe(first.central.url);
    const workplace = open(again);
    const desk = await openDesk(workplace, demonstrationUsers.clerk);
    const before = await desk.get('sync.status', {});
    const after = await desk.get('sync.tryNow', {});
    await workplace.close();
    await again.central.stop();
    expect(after).toMatchObject({ waiting: 0, acknowledged: before.acknowledged + before.waiting });
  });
});
