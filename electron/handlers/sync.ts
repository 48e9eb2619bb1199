// The way to the central office: the loop itself lives in sync/; here it is asked and told.
import { deliveryStates } from '../../shared/contract/vouchers.ts';
import type { AreaHandlers } from '../core/context.ts';
import { countOf } from '../database/tallies.ts';
import { listDeliveredVouchers } from '../database/vouchers.ts';
import { toPage } from './rows.ts';

export const sync: AreaHandlers<'sync'> = {
  async status(context) {
    return context.sync.status();
  },

  listDeliveries({ db }, { state, after, limit }) {
    const rows = listDeliveredVouchers(db, state, { after, limit: limit + 1 });
    const states = state === null ? deliveryStates : [state];
    const total = states.reduce((sum, each) => sum + countOf(db, `delivery/${each}`), 0);
    return { ...toPage(rows, limit), total };
  },

  async enrol(context, { centralUrl, code }) {
    await context.sync.enrol(centralUrl, code);
    context.store(({ note, device }) => note(device, { centralUrl }));
    return context.sync.status();
  },

  async tryNow(context) {
    await context.sync.tryNow();
    return context.sync.status();
  },
};
