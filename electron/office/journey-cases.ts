// From the front desk to the signed agreement: what clerk and advisor do for each eligible applicant.
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { toFacts } from './applications.ts';
import { writeBalance } from './demonstration-balance.ts';
import { type Desk, UnexpectedRefusal } from './desk.ts';
import type { JourneyApplication } from './journey-files.ts';

export type Desks = { readonly clerk: Desk; readonly advisor: Desk; readonly approver: Desk };

/** The file's id of whoever has one of these identity keys. */
export type KnownPeople = Map<string, string>;

/** Gives the signed agreement, or null where the programme has no vouchers. */
export async function openCase(
  desks: Desks,
  application: JourneyApplication,
  known: KnownPeople,
): Promise<Agreement | null> {
  const { row, submittedOn, rules } = application;
  const personId = await registerOnce(desks.clerk, application, known);
  const opened = await desks.clerk.get('cases.open', {
    personId,
    programme: row.programme,
    submittedOn,
    applicationNumber: row.application_no.slice(0, 60),
    facts: toFacts(row),
  });
  const { id: caseId, version } = opened;
  const decided = await desks.clerk.get('cases.decide', {
    id: caseId,
    seenVersion: version,
    asOf: submittedOn,
    note: '',
  });
  if (decided.stage !== 'eligible')
    throw new Error('the office judged an application otherwise than its file was judged');
  const categories = chooseCategories(application);
  if (rules.balance.origin.value === 'in-case') await drawUpBalance(desks.advisor, { caseId, submittedOn, categories });
  return rules.vouchers === null ? null : signAgreement(desks.clerk, application, { caseId, categories });
}

async function registerOnce(clerk: Desk, { keys, person }: JourneyApplication, known: KnownPeople): Promise<string> {
  const before = keys.map((key) => known.get(key)).find((id) => id !== undefined);
  const id = before ?? (await clerk.get('people.register', person)).id;
  for (const key of keys) known.set(key, id);
  return id;
}

/** The ordered ones that the programme funds; who ordered none may use any, since a balance has to recommend something. */
function chooseCategories({ rules, fundedOrders }: JourneyApplication): string[] {
  const codes = rules.categories.map(({ code }) => code);
  const ordered = codes.filter((code) => fundedOrders.some(({ category }) => category === code));
  return ordered.length > 0 ? ordered : codes;
}

type Drawing = { readonly caseId: string; readonly submittedOn: CalendarDate; readonly categories: readonly string[] };

async function drawUpBalance(advisor: Desk, { caseId, submittedOn, categories }: Drawing): Promise<void> {
  const recommended = categories.map((category) => ({ category, rationale: 'Wskazane przez uczestnika.' }));
  const goal = 'Podnieść kwalifikacje potrzebne w pracy.';
  const draft = await advisor.get('balances.start', { caseId, variant: 'basic', informedOn: submittedOn });
  const content = writeBalance({ on: submittedOn, recommended, goal, strengths: 'Doświadczenie zawodowe.' });
  const saved = await advisor.get('balances.save', { id: draft.id, seenVersion: draft.version, content });
  const signatures = { personSignedOn: submittedOn, advisorSignedOn: submittedOn };
  await advisor.get('balances.finish', { id: saved.id, seenVersion: saved.version, ...signatures });
}

/** The term that the rules suggest, longer where an order lies outside: how long an agreement runs is a sample figure. */
async function signAgreement(
  clerk: Desk,
  { submittedOn, fundedOrders }: JourneyApplication,
  { caseId, categories }: Pick<Drawing, 'caseId' | 'categories'>,
): Promise<Agreement> {
  const suggested = await clerk.get('agreements.suggest', { caseId, signedOn: submittedOn });
  const days = fundedOrders.flatMap(({ on }) => on ?? []);
  const validFrom = [suggested.validFrom, ...days].reduce((first, day) => (day < first ? day : first));
  const validTo = [suggested.validTo, ...days].reduce((last, day) => (day > last ? day : last));
  const draft = await clerk.get('agreements.draft', { caseId, validFrom, validTo, categories: [...categories] });
  const signing = { id: draft.id, seenVersion: draft.version, signedOn: submittedOn };
  const signed = await clerk.ask('agreements.sign', signing);
  if (signed.ok) return signed.value;
  const isOutOfNumbers = signed.problem.kind === 'refused' && signed.problem.reason === 'number-block-empty';
  if (!isOutOfNumbers) throw new UnexpectedRefusal('agreements.sign', signed.problem);
  // An exchange with the central office brings the next block.
  await clerk.ask('sync.tryNow', {});
  return clerk.get('agreements.sign', signing);
}
