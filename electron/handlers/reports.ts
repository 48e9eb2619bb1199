// What is to be done today, by the work that waits.
import type { CaseStage } from '../../shared/contract/cases.ts';
import type { Programme } from '../../shared/domain/programme.ts';
import type { AreaHandlers, QueryContext } from '../core/context.ts';
import { countCases } from '../database/cases.ts';
import { countDeliveries } from '../database/deliveries.ts';
import { listDeliveryRows } from '../database/delivery-rows.ts';
import { countOf } from '../database/tallies.ts';
import {
  countApprovable,
  countOwnVouchers,
  countWithdrawalsToDecide,
  listApprovable,
  listOwnVouchers,
  listWithdrawalsToDecide,
} from '../database/vouchers.ts';
import { listWaitingCases } from '../database/worklists.ts';
import { listRules } from './rules.ts';

const shown = 10;

export const reports: AreaHandlers<'reports'> = {
  today(context) {
    const { db, user } = context;
    const sentBack = { userId: user.id, state: 'sent-back' } as const;
    return {
      people: countOf(db, 'person'),
      cases: countCases(db, { stage: null, programme: null }),
      toApprove: listApprovals(context),
      withdrawalsToDecide: listWithdrawals(context),
      sentBack: { total: countOwnVouchers(db, sentBack), rows: listOwnVouchers(db, sentBack, shown) },
      toDecide: listCasesAt(context, () => ['application']),
      balancesToDo: listCasesAt(context, balanceStages),
      agreementsToSign: listCasesAt(context, agreementStages),
      refused: {
        total: countDeliveries(db, 'refused'),
        rows: listDeliveryRows(db, 'refused', { after: null, limit: shown }),
      },
    };
  },
};

/** Empty for whoever may not approve at all. */
function listApprovals({ db, user }: QueryContext) {
  if (!user.roles.includes('approver')) return { total: 0, rows: [] };
  return { total: countApprovable(db, user.id), rows: listApprovable(db, user.id, shown) };
}

function listWithdrawals({ db, user }: QueryContext) {
  if (!user.roles.includes('approver')) return { total: 0, rows: [] };
  return { total: countWithdrawalsToDecide(db, user.id), rows: listWithdrawalsToDecide(db, user.id, shown) };
}

function listCasesAt(context: QueryContext, stagesOf: (programme: Programme) => CaseStage[]) {
  const waiting = listRules(context, context.world.today()).flatMap((programme) =>
    stagesOf(programme).map((stage) => ({ programme: programme.code, stage })),
  );
  return listWaitingCases(context.db, waiting, shown);
}

/** Where the balance is drawn up in the case. */
function balanceStages({ balance }: Programme): CaseStage[] {
  return balance.origin.value === 'in-case' ? ['eligible', 'balance-started'] : [];
}

/** Where there are vouchers: after the balance, or at once where the balance was shown as evidence. */
function agreementStages({ balance, vouchers }: Programme): CaseStage[] {
  if (vouchers === null) return [];
  return balance.origin.value === 'in-case' ? ['balance-finished'] : ['eligible'];
}
