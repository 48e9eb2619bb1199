import { expect, test } from 'vitest';
import {
  approveWithdrawal,
  cancelWithdrawal,
  declineWithdrawal,
  requestWithdrawal,
  type WithdrawalState,
  withdrawalStates,
} from '../../../shared/domain/withdrawal.ts';

const at = '2022-03-01T08:00:00.000Z';
const anna = { by: 'anna', at };
const jan = { by: 'jan', at };
const standing = (state: WithdrawalState) => ({ state, requestedBy: 'anna', requestedAt: at });
const reasonOf = (answer: { ok: boolean; problem?: { reason: string } }) => answer.problem?.reason ?? 'granted';

test('only an approved order that holds vouchers and is not asked back may be asked back', () => {
  const approved = { voucher: 'approved', withdrawal: null, held: 20 } as const;
  expect(requestWithdrawal(approved, anna)).toEqual({
    ok: true,
    value: { state: 'requested', requestedBy: 'anna', requestedAt: at },
  });
  for (const voucher of ['prepared', 'submitted', 'sent-back', 'cancelled'] as const)
    expect(reasonOf(requestWithdrawal({ ...approved, voucher }, anna))).toBe('wrong-state');
  for (const withdrawal of ['requested', 'approved'] as const)
    expect(reasonOf(requestWithdrawal({ ...approved, withdrawal }, anna))).toBe('withdrawal-open');
  for (const withdrawal of ['declined', 'cancelled', 'refused'] as const)
    expect(reasonOf(requestWithdrawal({ ...approved, withdrawal }, anna))).toBe('granted');
  expect(reasonOf(requestWithdrawal({ ...approved, held: 0 }, anna))).toBe('nothing-to-withdraw');
});

test('whoever asked neither approves nor declines, and nobody else takes the request back', () => {
  const requested = standing('requested');
  expect(reasonOf(approveWithdrawal(requested, 20, anna))).toBe('same-person');
  expect(reasonOf(declineWithdrawal(requested, { ...anna, answer: 'nie' }))).toBe('same-person');
  expect(reasonOf(cancelWithdrawal(requested, jan))).toBe('not-requester');
  expect(approveWithdrawal(requested, 20, jan)).toMatchObject({ value: { state: 'approved', approvedBy: 'jan' } });
  expect(declineWithdrawal(requested, { ...jan, answer: 'nie' })).toMatchObject({ value: { answer: 'nie' } });
  expect(cancelWithdrawal(requested, anna)).toMatchObject({ value: { state: 'cancelled', setAsideBy: 'anna' } });
});

test('what was decided once is not decided again', () => {
  for (const state of withdrawalStates.filter((each) => each !== 'requested')) {
    expect(reasonOf(approveWithdrawal(standing(state), 20, jan))).toBe('wrong-state');
    expect(reasonOf(declineWithdrawal(standing(state), { ...jan, answer: 'nie' }))).toBe('wrong-state');
    expect(reasonOf(cancelWithdrawal(standing(state), anna))).toBe('wrong-state');
  }
});

test('nothing is approved that gave its vouchers back meanwhile', () => {
  expect(reasonOf(approveWithdrawal(standing('requested'), 0, jan))).toBe('nothing-to-withdraw');
});
