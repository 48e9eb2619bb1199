// The way to the central office: the loop itself lives in sync/; here it is asked and told.
import type { Contract, OutputOf } from '../../shared/contract/index.ts';
import type { Voucher } from '../../shared/contract/vouchers.ts';
import type { PersonPool } from '../../shared/wire/ledger.ts';
import { voucherItem, type WireIdentity } from '../../shared/wire/voucher.ts';
import { type AreaHandlers, type Keep, orNotFound, type TaskContext } from '../core/context.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { countDeliveries } from '../database/deliveries.ts';
import { listDeliveryRows } from '../database/delivery-rows.ts';
import { findDeliveredVouchers } from '../database/delivery-search.ts';
import { listForeignItems } from '../database/foreign-items.ts';
import { acceptOtherFiles } from '../database/other-files.ts';
import { findPerson } from '../database/people.ts';
import { findVoucher, listVouchersById } from '../database/vouchers.ts';
import { toWireIdentity } from './payload.ts';
import { toPage } from './rows.ts';

const mostMissing = 200;

export const sync: AreaHandlers<'sync'> = {
  async status(context) {
    return context.sync.status();
  },

  listDeliveries({ db }, { state, after, limit }) {
    const rows = listDeliveryRows(db, state, { after, limit: limit + 1 });
    return { ...toPage(rows, limit), total: countDeliveries(db, state) };
  },

  async enrol(context, application) {
    await context.sync.enrol(application, toKeep(context));
    return context.sync.status();
  },

  async enrolAgain(context, application) {
    await context.sync.enrolAgain(application, toKeep(context));
    return context.sync.status();
  },

  async changeAddress(context, { centralUrl }) {
    await context.sync.changeAddress(centralUrl, toKeep(context));
    return context.sync.status();
  },

  async acceptThisFile(context) {
    context.store(({ db, world, user, note, device }) => {
      note(device, { heads: acceptOtherFiles(db, { userId: user.id, at: world.now() }) });
    });
    return context.sync.status();
  },

  listMissingHere({ db }) {
    return listForeignItems(db, mostMissing).map(({ id, supportId, body }) => {
      const item = voucherItem.parse(JSON.parse(body));
      const { programme, agreementNumber, orderNumber, person, order, vouchers, faceValueGrosze, approvedAt } = item;
      return {
        ...{ id, supportId, programme, agreementNumber, orderNumber, vouchers, faceValueGrosze, approvedAt },
        personName: `${person.firstName} ${person.lastName}`,
        identity: identityText(person.identity),
        category: order.category,
        providerName: order.provider.name,
      };
    });
  },

  findDeliveries({ db }, { text }) {
    const { ids, capped } = findDeliveredVouchers(db, text);
    const found = listVouchersById(db, ids);
    const rows = found.flatMap((voucher) => {
      const { id, delivery } = voucher;
      return delivery === null ? [] : [{ id, kind: 'voucher' as const, voucher, delivery }];
    });
    return { rows, capped };
  },

  async checkReceipt({ sync: door, world }, { voucherId }) {
    return { ...door.checkReceipt(voucherId), checkedAt: world.now() };
  },

  async askPersonPool(context, { voucherId }) {
    const { voucher, question } = context.store(({ db, note }) => {
      note(voucherId);
      return toPoolQuestion(db, voucherId);
    });
    const pool = await context.sync.findPersonPool(question);
    if (pool === null) return { asked: false };
    const { granted, remaining, agreementNumber } = pool;
    return { asked: true, granted, remaining, agreementNumber, warning: findWarning(voucher, pool) };
  },

  async tryNow(context) {
    await context.sync.tryNow();
    return context.sync.status();
  },
};

function toKeep({ store }: TaskContext): Keep {
  return (work) => store(({ db, note, device }) => note(device, work(db)));
}

function identityText(identity: WireIdentity): string {
  return identity.kind === 'pesel' ? identity.pesel : `${identity.type} ${identity.country} ${identity.number}`;
}

function toPoolQuestion(db: ReadDatabase, voucherId: string) {
  const voucher = orNotFound(findVoucher(db, voucherId), 'voucher');
  const person = orNotFound(findPerson(db, voucher.personId), 'person');
  const { programme } = voucher;
  return { voucher, question: { programme, identity: toWireIdentity(person), birthDate: person.birthDate } };
}

type Warning = Extract<OutputOf<Contract['sync']['askPersonPool']>, { asked: true }>['warning'];

/** What the central office would refuse the order for, as far as it can be known before. */
function findWarning({ agreementNumber, quote }: Voucher, pool: PersonPool): Warning {
  if (pool.cap === null) return 'not-funded';
  if (pool.admitted === 'elsewhere') return 'elsewhere';
  if (pool.admitted === 'here' && pool.agreementNumber !== agreementNumber) return 'other-agreement';
  return quote.vouchers > pool.remaining ? 'limit' : null;
}
