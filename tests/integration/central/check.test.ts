// The nightly check: silent over a ledger that agrees with itself, and it names what somebody altered in the database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLedger } from '../../../central/check.ts';
import { runCommand } from '../../../central/commands.ts';
import { revokeVoucher } from '../../../central/revoke-voucher.ts';
import type { VoucherItem } from '../../../shared/wire/voucher.ts';
import type { WithdrawalItem } from '../../../shared/wire/withdrawal.ts';
import {
  type Desk,
  enrolDesk,
  newVoucherId,
  startTestCentral,
  type TestCentral,
  toItem,
} from '../../support/central.ts';
import { push, toSent, toWithdrawal } from './items.ts';

let central: TestCentral;
let desk: Desk;
let kept: VoucherItem;
let withdrawn: VoucherItem;
let revoked: VoucherItem;
let withdrawal: WithdrawalItem;

beforeAll(async () => {
  central = await startTestCentral();
  desk = await enrolDesk(central);
  [kept, withdrawn, revoked] = [toItem({ vouchers: 100 }), toItem(), toItem()];
  withdrawal = toWithdrawal(withdrawn);
  const over = { ...kept, id: newVoucherId(), orderNumber: 2 };
  await push(desk, [kept, withdrawn, revoked, over, withdrawal, toWithdrawal(withdrawn)].map(toSent));
  await revokeVoucher(central.office, { voucherId: revoked.id, reason: 'Pomyłka.' });
});
afterAll(() => central.stop());

/** Does to the database what nobody may, hears the check, and undoes it. */
async function findAfter(tampering: string): Promise<string[]> {
  class Undone extends Error {}
  let findings: string[] = [];
  const work = central.database.transaction(async (query) => {
    for (const statement of tampering.split(';')) await query(statement);
    findings = await checkLedger({ database: { query }, secrets: central.office.secrets });
    throw new Undone();
  });
  await expect(work).rejects.toThrow(Undone);
  return findings;
}

/** The triggers hold off the program; whoever owns the database can drop them. */
const unguarded = (tables: string, sql: string) =>
  [...tables.split(' ').map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`), sql].join('; ');

describe('the check', () => {
  test('has nothing to say about a ledger of acceptances, refusals, withdrawals and revocations', async () => {
    expect(await checkLedger(central.office)).toEqual([]);
    const answer = await runCommand(central.office, { name: 'check' });
    expect(answer).toEqual({ isFine: true, lines: ['Rejestr jest zgodny.'] });
  });

  test.each([
    ['a pool that was filled up again', () => `UPDATE person_fund SET spent = 0 WHERE spent = 100`, ['puli']],
    [
      'a voucher that was made larger, everywhere in the clear',
      () =>
        unguarded(
          'entry voucher',
          `UPDATE entry SET vouchers = 110 WHERE voucher_id = '${kept.id}';
          UPDATE voucher SET vouchers = 110 WHERE id = '${kept.id}'; UPDATE person_fund SET spent = 110 WHERE spent = 100`,
        ),
      ['treść'],
    ],
    [
      'a voucher that was given to somebody else',
      () => unguarded('voucher', `UPDATE voucher SET person_key = 'x' WHERE id = '${kept.id}'`),
      ['zapisem', 'treść', 'umowę'],
    ],
    [
      'a line that was taken out of the middle',
      () => unguarded('entry', `DELETE FROM entry WHERE voucher_id = '${withdrawn.id}' AND kind = 'voucher-accepted'`),
      ['lukę', 'zapisem', 'puli'],
    ],
    [
      'a withdrawal that was forgotten',
      () =>
        unguarded(
          'entry withdrawal',
          `DELETE FROM entry WHERE withdrawal_id = '${withdrawal.id}';
          DELETE FROM withdrawal WHERE id = '${withdrawal.id}'`,
        ),
      ['lukę', 'puli', 'Liczniki'],
    ],
    [
      'a withdrawal that speaks of another voucher',
      () => unguarded('withdrawal', `UPDATE withdrawal SET voucher_id = '${kept.id}' WHERE outcome = 'accepted'`),
      ['Wycofanie', 'treść'],
    ],
    [
      'a revocation that nobody made',
      () => unguarded('revocation', `DELETE FROM revocation WHERE voucher_id = '${revoked.id}'`),
      ['decyzji'],
    ],
    [
      'a refusal that became nothing',
      () => unguarded('entry', `DELETE FROM entry WHERE kind = 'voucher-refused'`),
      ['zapisem'],
    ],
    ['a head that was moved', () => 'UPDATE feed_head SET seq = seq + 1', ['koniec']],
    [
      'a body that was replaced',
      () => unguarded('identity', `UPDATE identity SET sealed = sealed || '\\x00'`),
      ['treść'],
    ],
    ['a body that is gone', () => unguarded('identity', 'DELETE FROM identity'), ['nie ma treści']],
    [
      'an accepted voucher that is gone',
      () => unguarded('voucher', `DELETE FROM voucher WHERE id = '${kept.id}'`),
      ['decyzji', 'treści', 'od którego', 'Liczniki'],
    ],
    ['a count that was lowered', () => 'UPDATE device SET accepted = accepted - 1', ['Liczniki']],
    [
      'an agreement that was exchanged',
      () => unguarded('person_admission', `UPDATE person_admission SET agreement_number = agreement_number || 'x'`),
      ['umowę'],
    ],
  ])('finds %s', async (_, tampering, words) => {
    const findings = (await findAfter(tampering())).join('\n');
    for (const word of words) expect(findings).toContain(word);
    expect(findings).not.toContain('Przykładowa');
    expect(await checkLedger(central.office)).toEqual([]);
  });
});
