// The way to the central office: the loop itself lives in sync/; here it is asked and told.
import type { AreaHandlers } from '../core/context.ts';
import { countDeliveries } from '../database/deliveries.ts';
import { listDeliveryRows } from '../database/delivery-rows.ts';
import { toPage } from './rows.ts';

export const sync: AreaHandlers<'sync'> = {
  async status(context) {
    return context.sync.status();
  },

  listDeliveries({ db }, { state, after, limit }) {
    const rows = listDeliveryRows(db, state, { after, limit: limit + 1 });
    return { ...toPage(rows, limit), total: countDeliveries(db, state) };
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
