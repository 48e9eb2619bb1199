// A working office for tests: a real encrypted case file, the real core, four colleagues at their own seats.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCore } from '../../electron/core/core.ts';
import { silentLog } from '../../electron/core/log.ts';
import { loadProgrammes } from '../../electron/core/programme-files.ts';
import { realWorld, type World } from '../../electron/core/world.ts';
import { addNumberBlocks } from '../../electron/database/number-blocks.ts';
import { recordOutcomes } from '../../electron/database/settlement.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { type Client, createClient } from '../../renderer/client/client.ts';
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { BalanceContent } from '../../shared/contract/balances.ts';
import type { CaseFacts, CaseRecord } from '../../shared/contract/cases.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Answer } from '../../shared/contract/problem.ts';
import type { Order, Voucher } from '../../shared/contract/vouchers.ts';
import { type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';
import { parseTeryt } from '../../shared/domain/teryt.ts';
import type { Role } from '../../shared/domain/vocabulary.ts';
import { keepBackups } from './backups.ts';
import { makeCaseFile, passphrase, type TestCaseFile, type TestCaseFileOptions } from './case-file.ts';
import { noNetwork } from './no-network.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
export const day = toCalendarDate;

export type OfficeDay = {
  readonly clerk: Client;
  readonly advisor: Client;
  readonly approver: Client;
  readonly administrator: Client;
  readonly caseFile: TestCaseFile;
  readonly events: AppEvent[];
  /** How often the push loop was asked to look. */
  readonly nudges: () => number;
  /** Sets the office's calendar day; the clock follows. */
  readonly moveTo: (date: string) => void;
  readonly close: () => Promise<void>;
};

const colleagues: readonly (readonly [string, string, Role])[] = [
  ['ewa', 'Ewa Wierzbińska', 'clerk'],
  ['jan', 'Jan Kołodziej', 'advisor'],
  ['zofia', 'Zofia Dąbrówka', 'approver'],
];

export type OfficePlace = Pick<TestCaseFileOptions, 'parent' | 'ballastBytes' | 'keyStore' | 'onHealth' | 'world'>;

export async function openOfficeDay(today = '2022-03-01', place: OfficePlace = {}): Promise<OfficeDay> {
  const clock = { today: day(today), ticks: 0 };
  const world: World = {
    ...(place.world ?? realWorld),
    today: () => clock.today,
    now: () => new Date(Date.parse(`${clock.today}T08:00:00.000Z`) + clock.ticks++).toISOString(),
  };
  const caseFile = await makeCaseFile({ ...place, world });
  const events: AppEvent[] = [];
  let nudges = 0;
  const core = createCore({
    handlers,
    world,
    log: silentLog,
    programmes: loadProgrammes(`${resources}/programmes`),
    territory: readTerritory(),
    caseFile: caseFile.door,
    sync: noNetwork,
    backups: keepBackups(caseFile),
    nudge: () => {
      nudges += 1;
    },
  });
  const sitDown = async (login: string) => {
    const seat = core.openSeat((event) => events.push(event));
    const client = createClient({ ask: seat.ask } as Parameters<typeof createClient>[0]); // the client only asks
    answered(await client.session.signIn({ login, passphrase }));
    return client;
  };
  const administrator = await sitDown('anna');
  for (const [login, displayName, role] of colleagues) {
    answered(await administrator.office.addUser({ login, displayName, roles: [role], passphrase }));
  }
  caseFile.file.transaction((db) => {
    addNumberBlocks(db, [
      { programme: 'KK', first: 17, last: 1016 },
      { programme: 'KKZ', first: 5, last: 1004 },
    ]);
  });
  return {
    administrator,
    clerk: await sitDown('ewa'),
    advisor: await sitDown('jan'),
    approver: await sitDown('zofia'),
    caseFile,
    events,
    nudges: () => nudges,
    moveTo: (date) => {
      clock.today = day(date);
    },
    close: () => caseFile.dispose(),
  };
}

function readTerritory() {
  const read = parseTeryt(readFileSync(`${resources}/teryt/malopolska.csv`, 'utf8'));
  if (!read.ok) throw new Error('the register of territory cannot be read');
  const municipalities = read.value;
  const counties = new Map(municipalities.map(({ countyTeryt, countyName }) => [countyTeryt, countyName]));
  return {
    municipalities,
    counties: [...counties].map(([teryt, name]) => ({ teryt, name })),
    certainty: { codes: 'B', kinds: 'D' },
  };
}

/** What was answered; a problem fails the test and is shown. */
export function answered<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}

/** Why it was refused: the reason of the rules, or the kind of the problem. */
export function refusalOf(answer: Answer<unknown>): string {
  if (answer.ok) throw new Error('this was not refused');
  return answer.problem.kind === 'refused' ? answer.problem.reason : answer.problem.kind;
}

/** A synthetic PESEL: right in form, nobody's. */
export function syntheticPesel(birthDate: string, ordinal: number, sex: 'female' | 'male' = 'female'): string {
  const [year = '', month = '', dayOfMonth = ''] = birthDate.split('-');
  const century = year.startsWith('20') ? 20 : 0;
  const serial = String(ordinal % 1000).padStart(3, '0');
  const head = `${year.slice(2)}${String(Number(month) + century).padStart(2, '0')}${dayOfMonth}${serial}`;
  const digits = `${head}${sex === 'male' ? 1 : 2}`;
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (weights[place] ?? 0), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export const noFacts: CaseFacts = {
  legalStay: null,
  polishLanguage: null,
  placeLink: null,
  labourStatus: null,
  educationIsced: null,
  disability: null,
  kkBalanceOn: null,
  abroadFrom: null,
  abroadTo: null,
  returnedOn: null,
};

/** Fits KK on its path for working adults. */
export const workingAdult: CaseFacts = {
  ...noFacts,
  legalStay: 'polish',
  polishLanguage: 'yes',
  placeLink: 'lives',
  labourStatus: 'employment-contract',
  educationIsced: 3,
  disability: 'no',
};

let people = 0;

/** Seats of colleagues, of this office or of one that a browser looks at. */
type Seats<Who extends 'clerk' | 'advisor' | 'approver'> = Pick<OfficeDay, Who>;

export async function registerPerson(office: Seats<'clerk'>, birthDate = '1985-05-14'): Promise<string> {
  people += 1;
  const address = { teryt: '1212053', town: 'Olkusz', street: 'Rynek', building: '1', flat: '', postalCode: '32-300' };
  const person = answered(
    await office.clerk.people.register({
      identity: { kind: 'pesel', pesel: syntheticPesel(birthDate, people) },
      firstName: 'Łucja',
      lastName: 'Źrebięcka',
      citizenship: 'PL',
      address,
      phone: '600 100 200',
      email: '',
      educationIsced: 3,
      labourStatus: 'employment-contract',
      occupation: '',
      employer: '',
    }),
  );
  return person.id;
}

type Application = { readonly programme?: string; readonly facts?: CaseFacts; readonly personId?: string };

export async function openCase(office: Seats<'clerk'>, application: Application = {}): Promise<CaseRecord> {
  return answered(
    await office.clerk.cases.open({
      personId: application.personId ?? (await registerPerson(office)),
      programme: application.programme ?? 'KK',
      submittedOn: day('2022-03-01'),
      applicationNumber: 'W/1',
      facts: application.facts ?? workingAdult,
    }),
  );
}

export async function decide(office: Seats<'clerk'>, { id, version }: CaseRecord): Promise<CaseRecord> {
  return answered(await office.clerk.cases.decide({ id, seenVersion: version, asOf: day('2022-03-01'), note: '' }));
}

export const signedOn = day('2022-03-08');

export function finishedContent(categories: readonly string[]): BalanceContent {
  return {
    schema: 'balance/1',
    goal: 'Awans na brygadzistę',
    motivation: 'Chce uczyć innych',
    meetings: [{ on: day('2022-03-02'), minutes: 90, mode: 'in-person', note: '' }],
    education: [{ school: 'Technikum w Olkuszu', field: 'mechanik', finishedIn: 2004 }],
    courses: [{ name: 'Kurs BHP', certificate: '', on: null }],
    work: [{ employer: 'Odlewnia', occupation: 'ślusarz', from: null, to: null, duties: 'naprawy' }],
    informalLearning: 'Prowadzi kółko modelarskie',
    competences: [{ name: 'angielski', framework: 'CEFR', frameworkVersion: '2020', level: 'A2', evidence: '' }],
    interests: 'Modelarstwo',
    tools: [{ name: 'Wywiad', entitlement: 'doradca zawodowy', result: 'spójny profil' }],
    strengths: 'Dokładność',
    areasToDevelop: 'Języki',
    labourMarketFit: 'Dobre',
    targetQualification: 'mistrz ślusarstwa',
    recommendedCategories: categories.map((category) => ({ category, rationale: 'Prowadzi do celu' })),
    recommendation: 'Szkolenie językowe',
    actionPlan: [{ action: 'Zapisać się na kurs', by: day('2022-04-01'), who: 'uczestnik', support: 'doradca' }],
    feedback: { on: day('2022-03-03'), channel: 'in-person' },
    constraints: '',
  };
}

/** Starts, writes and finishes the balance of an eligible case. */
export async function finishBalance({ advisor }: Seats<'advisor'>, caseId: string, categories: readonly string[]) {
  const informedOn = day('2022-03-01');
  const started = answered(await advisor.balances.start({ caseId, variant: 'basic', informedOn }));
  const content = finishedContent(categories);
  const saved = answered(await advisor.balances.save({ id: started.id, seenVersion: started.version, content }));
  const signatures = { personSignedOn: day('2022-03-04'), advisorSignedOn: day('2022-03-04') };
  return answered(await advisor.balances.finish({ id: saved.id, seenVersion: saved.version, ...signatures }));
}

export async function signAgreement({ clerk }: Seats<'clerk'>, caseId: string): Promise<Agreement> {
  const { validFrom, validTo, categories } = answered(await clerk.agreements.suggest({ caseId, signedOn }));
  const draft = answered(await clerk.agreements.draft({ caseId, validFrom, validTo, categories }));
  return answered(await clerk.agreements.sign({ id: draft.id, seenVersion: draft.version, signedOn }));
}

/** A signed KK agreement of a new person, from the register on. */
export async function makeAgreement(office: OfficeDay, categories: readonly string[] = ['language', 'it']) {
  const opened = await openCase(office);
  await decide(office, opened);
  await finishBalance(office, opened.id, categories);
  office.moveTo('2022-03-10');
  return signAgreement(office, opened.id);
}

export function languageCourse(changed: Partial<Order> = {}): Order {
  return {
    kind: 'course',
    category: 'language',
    mode: 'group',
    hours: 60,
    priceGrosze: 1300,
    zrk: null,
    on: day('2022-03-15'),
    courseName: 'Angielski A2',
    providerName: 'Szkoła Języków Lingua',
    burNumber: '2022/03/15/1',
    ...changed,
  };
}

export async function prepare(
  { clerk }: Seats<'clerk'>,
  agreementId: string,
  order = languageCourse(),
): Promise<Voucher> {
  return answered(await clerk.vouchers.prepare({ agreementId, order }));
}

export async function submit({ clerk }: Seats<'clerk'>, { id, version }: Voucher): Promise<Voucher> {
  return answered(await clerk.vouchers.submit({ id, seenVersion: version }));
}

export async function approve({ approver }: Seats<'approver'>, { id, version }: Voucher): Promise<Voucher> {
  return answered(await approver.vouchers.approve({ id, seenVersion: version }));
}

/** What the push loop stores when the central office refuses. */
export function refuseAtCentre({ caseFile }: OfficeDay, voucherId: string, today: CalendarDate): void {
  const { world, file } = caseFile;
  const settling = { at: world.now(), today, device: file.device, newId: world.newId, randomBytes: world.randomBytes };
  const facts = { granted: 180, remaining: 0 };
  file.transaction((db) => {
    recordOutcomes(db, [{ id: voucherId, state: 'refused', cause: 'limit-exceeded', facts }], settling);
  });
}
