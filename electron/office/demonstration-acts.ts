// Each act of a story, done by the same handlers that do it for a clerk at the keyboard.
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { Balance } from '../../shared/contract/balances.ts';
import type { Voucher, Withdrawal } from '../../shared/contract/vouchers.ts';
import { addDays, addMonths } from '../../shared/domain/calendar.ts';
import type { CommandContext } from '../core/context.ts';
import { findDeliveryHash } from '../database/holdings.ts';
import { recordOutcomes } from '../database/settlement.ts';
import { handlers } from '../handlers/index.ts';
import { writeBalance } from './demonstration-balance.ts';
import type { DemonstrationCentre } from './demonstration-centre.ts';
import type { Act, Fate } from './demonstration-story.ts';
import { type DemonstrationPost, demonstrationOffice } from './demonstration-users.ts';
import type { Chance } from './fictional-chance.ts';
import { makeOrder } from './fictional-orders.ts';
import { type FictionalProgramme, type FictionalWish, makeApplicant } from './fictional-person.ts';

/** What the acts so far have left of a person: the newest rows, as a window would hold them. */
export type Hero = {
  readonly programme: FictionalProgramme;
  readonly fate: Fate;
  readonly chance: Chance;
  applicant?: ReturnType<typeof makeApplicant>;
  personId?: string;
  opened?: { readonly id: string; readonly version: number };
  balance?: Balance;
  agreement?: Agreement;
  voucher?: Voucher;
};

export type Stage = {
  /** Identities given out so far. */
  readonly taken: Set<string>;
  readonly signReceipt: DemonstrationCentre['signReceipt'];
  /** Items that have to go on waiting, and vouchers that the central office has yet to refuse. */
  readonly waiting: string[];
  readonly refused: string[];
};

type Performance = (context: CommandContext, hero: Hero, stage: Stage) => void;

/** Whose work an act is. A second clerk does every third case. */
export function postOf(act: Act, person: number): DemonstrationPost {
  switch (act) {
    case 'start-balance':
    case 'write-balance':
    case 'finish-balance':
      return 'advisor';
    case 'approve':
    case 'send-back':
    case 'decline-back':
    case 'approve-back':
      return person % 4 === 1 ? 'seniorClerk' : 'approver';
    default:
      return person % 3 === 0 ? 'secondClerk' : 'clerk';
  }
}

export const performances: Readonly<Record<Act, Performance>> = {
  register(context, hero, { taken }) {
    const outcome = hero.fate === 'not-eligible' || hero.fate === 'incomplete' ? hero.fate : 'eligible';
    const wish: FictionalWish = { programme: hero.programme, submittedOn: context.world.today(), outcome };
    hero.applicant = makeApplicant(hero.chance, wish, taken);
    hero.personId = handlers.people.register(context, hero.applicant.person).id;
  },

  open(context, hero) {
    const submittedOn = context.world.today();
    const { programme } = hero;
    const application = { personId: done(hero.personId), programme, submittedOn, applicationNumber: '' };
    hero.opened = handlers.cases.open(context, { ...application, facts: done(hero.applicant).facts });
  },

  decide(context, hero) {
    const { id, version } = done(hero.opened);
    const decision = { id, seenVersion: version, asOf: context.world.today(), note: '' };
    hero.opened = handlers.cases.decide(context, decision);
  },

  'start-balance'(context, hero) {
    const variant = hero.chance.isTrue(0.8) ? 'basic' : 'deep';
    const start = { caseId: done(hero.opened).id, variant, informedOn: context.world.today() } as const;
    hero.balance = handlers.balances.start(context, start);
  },

  'write-balance'(context, hero) {
    const { id, version } = done(hero.balance);
    const content = writeBalance({
      on: context.world.today(),
      recommended: recommend(context, hero),
      goal: hero.chance.pick(goals),
      strengths: hero.chance.pick(strengths),
    });
    hero.balance = handlers.balances.save(context, { id, seenVersion: version, content });
  },

  'finish-balance'(context, hero) {
    const { id, version } = done(hero.balance);
    const today = context.world.today();
    const signatures = { personSignedOn: today, advisorSignedOn: today };
    hero.balance = handlers.balances.finish(context, { id, seenVersion: version, ...signatures });
  },

  'draft-agreement'(context, hero) {
    const caseId = done(hero.opened).id;
    const validFrom = context.world.today();
    const draft = { validFrom, validTo: addDays(addMonths(validFrom, 12), -1), categories: listCodes(context, hero) };
    hero.agreement = handlers.agreements.draft(context, { caseId, ...draft });
  },

  'sign-agreement'(context, hero) {
    const { id, version } = done(hero.agreement);
    const signing = { id, seenVersion: version, signedOn: context.world.today() };
    hero.agreement = handlers.agreements.sign(context, signing);
  },

  prepare(context, hero) {
    const { id, programme } = done(hero.agreement);
    const order = makeOrder(hero.chance, programme === 'KKZ' ? 'KKZ' : 'KK', context.world.today());
    hero.voucher = handlers.vouchers.prepare(context, { agreementId: id, order });
  },

  submit(context, hero) {
    hero.voucher = handlers.vouchers.submit(context, seen(done(hero.voucher)));
  },

  'send-back'(context, hero) {
    const reason = hero.chance.pick(reasons);
    hero.voucher = handlers.vouchers.sendBack(context, { ...seen(done(hero.voucher)), reason });
  },

  cancel(context, hero) {
    hero.voucher = handlers.vouchers.cancel(context, seen(done(hero.voucher)));
  },

  approve(context, hero, { waiting }) {
    hero.voucher = handlers.vouchers.approve(context, seen(done(hero.voucher)));
    if (hero.fate === 'waiting') waiting.push(hero.voucher.id);
  },

  acknowledge(context, hero, { signReceipt }) {
    if (signReceipt === null) return;
    const { id: voucherId } = done(hero.voucher);
    const supportId = toSupportId(context, done(hero.voucher));
    const hash = done(findDeliveryHash(context.db, voucherId));
    const receipt = signReceipt({ voucherId, hash, supportId, acceptedAt: context.world.now() });
    recordOutcomes(context.db, [{ id: voucherId, state: 'acknowledged', supportId, receipt }], settlingOf(context));
  },

  refuse(context, hero, { signReceipt, refused }) {
    const { id: voucherId, quote } = done(hero.voucher);
    refused.push(voucherId);
    if (signReceipt === null) return;
    const remaining = hero.chance.whole(0, quote.vouchers - 1);
    const facts = { granted: done(hero.agreement).pool.pool - remaining, remaining };
    const outcome = { id: voucherId, state: 'refused', cause: 'limit-exceeded', facts } as const;
    recordOutcomes(context.db, [outcome], settlingOf(context));
  },

  'ask-back'(context, hero) {
    const why = hero.chance.pick(withdrawalNotes);
    hero.voucher = handlers.vouchers.requestWithdrawal(context, { ...seen(done(hero.voucher)), ...why });
  },

  'decline-back'(context, hero) {
    const answer = 'Kurs już się zaczął; proszę porozmawiać z osobą jeszcze raz.';
    hero.voucher = handlers.vouchers.declineWithdrawal(context, { ...seen(wishOf(hero)), answer });
  },

  'approve-back'(context, hero, { waiting }) {
    hero.voucher = handlers.vouchers.approveWithdrawal(context, seen(wishOf(hero)));
    if (hero.fate === 'on-its-way-back') waiting.push(wishOf(hero).id);
  },

  'confirm-back'(context, hero, { signReceipt }) {
    if (signReceipt === null) return;
    const { id } = wishOf(hero);
    const supportId = toSupportId(context, done(hero.voucher));
    const about = { voucherId: id, withdraws: done(hero.voucher).id, hash: done(findDeliveryHash(context.db, id)) };
    const receipt = signReceipt({ ...about, supportId, acceptedAt: context.world.now() });
    recordOutcomes(context.db, [{ id, state: 'acknowledged', supportId, receipt }], settlingOf(context));
  },
};

/** As the central office makes it. */
function toSupportId({ programmes }: CommandContext, { programme, agreementNumber, orderNumber }: Voucher): string {
  const { vouchers } = programmes.find((each) => each.programme.code === programme)?.programme ?? {};
  return `${vouchers?.numbering.supportIdPrefix.value ?? ''}${agreementNumber}/${orderNumber}`;
}

function wishOf({ voucher }: Hero): Withdrawal {
  return done(voucher?.withdrawal ?? undefined);
}

const withdrawalNotes = [
  { reason: 'person-resigned', note: 'Zadzwoniła: dostała pracę w innym mieście.' },
  { reason: 'training-cancelled', note: '' },
  { reason: 'other-training', note: 'Wybrał kurs bliżej domu.' },
] as const;

const goals = [
  'Zdobyć zawód, który można wykonywać bliżej domu.',
  'Awans na brygadzistę po uzupełnieniu uprawnień.',
  'Powrót do pracy po przerwie, najlepiej w biurze.',
  'Swobodniej rozmawiać z klientami w obcym języku.',
];
const strengths = ['Punktualność, cierpliwość.', 'Sprawność manualna, dokładność.', 'Łatwy kontakt z ludźmi.'];
const reasons = [
  'Cena za godzinę nie zgadza się z kartą kursu w BUR.',
  'Brak numeru usługi w BUR.',
  'Proszę sprawdzić liczbę godzin, na karcie jest o 10 mniej.',
];

/** Every category of the programme, so that any order of ours fits. */
function listCodes({ programmes }: CommandContext, { programme }: Hero): string[] {
  const rules = programmes.find((each) => each.programme.code === programme)?.programme;
  return rules?.categories.map(({ code }) => code) ?? [];
}

function recommend(context: CommandContext, hero: Hero) {
  const rationales = ['Oferty w powiecie.', 'Własne doświadczenie.', 'Wymagane przez pracodawcę.'];
  return listCodes(context, hero).map((category) => ({ category, rationale: hero.chance.pick(rationales) }));
}

function settlingOf({ world, device }: CommandContext) {
  const { newId, randomBytes } = world;
  return { at: world.now(), today: world.today(), device, newId, randomBytes };
}

function seen({ id, version }: Voucher | Withdrawal) {
  return { id, seenVersion: version };
}

function done<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error(`${demonstrationOffice.name}: an act came before the one it rests on`);
  return row;
}
