// One person, one voucher, one receipt, told as questions: every operation of the contract at least once.
import { finishedContent, languageCourse, workingAdult } from '../support/office-day.ts';
import { listBackupSteps } from './backup-story.ts';

/** What earlier steps answered, by label. */
export type Memory = {
  /** A value at a dotted path of an answer: read('person.id'). Fails when it is not there. */
  read<Value extends string | number>(path: string): Value;
  readonly centralUrl: string;
  readonly enrolmentCode: string;
  /** An empty folder, for backups. */
  readonly folder: string;
};

export type Step = {
  readonly operation: string;
  readonly input?: (memory: Memory) => unknown;
  /** Remembers the answer's value under this label. */
  readonly as?: string;
  /** Asked again until the answer says so: for what arrives by itself. */
  readonly until?: (answer: unknown) => boolean;
};

const administrator = { login: 'anna.probna', passphrase: 'zielony rower stoi w sieni' };
const approver = { login: 'zofia.probna', passphrase: 'niebieski dzban pod oknem' };
const page = { after: null, limit: 20 };
const address = { teryt: '1212053', town: 'Olkusz', street: 'Rynek', building: '1', flat: '', postalCode: '32-300' };
const person = {
  identity: { kind: 'pesel', pesel: '85050503987' },
  firstName: 'Łucja',
  lastName: 'Źrebięcka',
  citizenship: 'PL',
  address,
  ...{ phone: '600 100 200', email: '' },
  ...{ educationIsced: 3, labourStatus: 'employment-contract', occupation: '', employer: '' },
};
const seen = (label: string) => (memory: Memory) => ({
  id: memory.read(`${label}.id`),
  seenVersion: memory.read(`${label}.version`),
});

const opening: readonly Step[] = [
  { operation: 'session.status' },
  { operation: 'people.search', input: () => ({ text: '', ...page }) },
  { operation: 'no.such' },
  { operation: 'constructor.name' },
  { operation: 'office.territory' },
  { operation: 'session.signIn', input: () => administrator },
  {
    operation: 'office.create',
    input: () => ({
      name: 'Powiatowy Urząd Pracy w Próbnicach',
      countyTeryt: '1212',
      administrator: { ...administrator, displayName: 'Anna Próbna', roles: ['administrator', 'clerk', 'advisor'] },
    }),
  },
  { operation: 'office.get' },
  {
    operation: 'office.addUser',
    as: 'colleague',
    input: () => ({ ...approver, displayName: 'Zofia Próbna', roles: ['approver'] }),
  },
  { operation: 'office.listUsers' },
  { operation: 'office.listColleagues' },
  {
    operation: 'office.changeUser',
    input: (memory) => ({
      ...{ id: memory.read('colleague.id'), seenVersion: memory.read('colleague.version') },
      ...{ displayName: 'Zofia Próbna-Kos', roles: ['approver'], active: true },
    }),
  },
  { operation: 'sync.status' },
  { operation: 'sync.tryNow' },
  { operation: 'sync.enrolAgain', input: (memory) => ({ centralUrl: memory.centralUrl, code: 'AAAAA-AAAAA' }) },
  { operation: 'sync.enrol', input: (memory) => ({ centralUrl: memory.centralUrl, code: memory.enrolmentCode }) },
  { operation: 'sync.enrolAgain', input: (memory) => ({ centralUrl: memory.centralUrl, code: 'AAAAA-AAAAA' }) },
  { operation: 'sync.changeAddress', input: (memory) => ({ centralUrl: memory.centralUrl }) },
];

const registering: readonly Step[] = [
  {
    operation: 'people.listCandidates',
    input: () => ({ firstName: 'Łucja', lastName: 'Źrebięcka', pesel: '', documentNumber: '', birthDate: null }),
  },
  { operation: 'people.register', input: () => ({ ...person, identity: { kind: 'pesel', pesel: '85050503988' } }) },
  { operation: 'people.register', input: () => ({ ...person, phone: 12, surprise: '__proto__' }) },
  { operation: 'people.register', as: 'person', input: () => person },
  { operation: 'people.register', input: () => person },
  { operation: 'people.search', input: () => ({ text: 'zrebiecka lucja', ...page }) },
  { operation: 'people.get', input: (memory) => ({ id: memory.read('person.id') }) },
  {
    operation: 'people.change',
    input: (memory) => ({
      ...{ id: memory.read('person.id'), seenVersion: memory.read('person.version') },
      person: { ...person, email: 'lucja@example.pl' },
    }),
  },
  {
    operation: 'people.change',
    input: (memory) => ({ ...{ id: memory.read('person.id'), seenVersion: memory.read('person.version') }, person }),
  },
  {
    operation: 'session.saveDraft',
    input: () => ({ key: 'person:new', body: { lastName: 'Żółć', tags: [1, null, true] } }),
  },
  { operation: 'session.findDraft', input: () => ({ key: 'person:new' }) },
  { operation: 'session.discardDraft', input: () => ({ key: 'person:new' }) },
];

const deciding: readonly Step[] = [
  {
    operation: 'cases.open',
    as: 'case',
    input: (memory) => ({
      ...{ personId: memory.read('person.id'), programme: 'KK', submittedOn: '2022-03-01', applicationNumber: 'W/1' },
      facts: { ...workingAdult, disability: null },
    }),
  },
  {
    operation: 'cases.saveFacts',
    as: 'case',
    input: (memory) => ({ ...seen('case')(memory), submittedOn: '2022-03-01', facts: workingAdult }),
  },
  {
    operation: 'cases.assess',
    input: (memory) => ({ id: memory.read('case.id'), asOf: '2022-03-01', facts: workingAdult }),
  },
  { operation: 'agreements.findForCase', input: (memory) => ({ caseId: memory.read('case.id') }) },
  {
    operation: 'cases.decide',
    as: 'case',
    input: (memory) => ({ ...seen('case')(memory), asOf: '2022-03-01', note: '' }),
  },
  { operation: 'cases.replayDecision', input: (memory) => ({ id: memory.read('case.decision.id') }) },
  { operation: 'cases.get', input: (memory) => ({ id: memory.read('case.id') }) },
  { operation: 'cases.list', input: () => ({ stage: null, programme: null, ...page }) },
  { operation: 'programmes.list' },
  {
    operation: 'balances.start',
    as: 'balance',
    input: (memory) => ({ caseId: memory.read('case.id'), variant: 'basic', informedOn: '2022-03-01' }),
  },
  {
    operation: 'balances.save',
    as: 'balance',
    input: (memory) => ({ ...seen('balance')(memory), content: finishedContent(['language']) }),
  },
  {
    operation: 'balances.finish',
    as: 'balance',
    input: (memory) => ({ ...seen('balance')(memory), personSignedOn: '2022-03-04', advisorSignedOn: '2022-03-04' }),
  },
  { operation: 'balances.listForCase', input: (memory) => ({ caseId: memory.read('case.id') }) },
];

const agreeing: readonly Step[] = [
  {
    operation: 'agreements.suggest',
    as: 'suggested',
    input: (memory) => ({ caseId: memory.read('case.id'), signedOn: '2022-03-08' }),
  },
  {
    operation: 'agreements.draft',
    as: 'agreement',
    input: (memory) => ({
      ...{ caseId: memory.read('case.id'), categories: ['language'] },
      ...{ validFrom: memory.read('suggested.validFrom'), validTo: memory.read('suggested.validTo') },
    }),
  },
  {
    operation: 'agreements.changeDraft',
    as: 'agreement',
    input: (memory) => ({
      ...{ ...seen('agreement')(memory), categories: ['language'] },
      ...{ validFrom: memory.read('suggested.validFrom'), validTo: memory.read('suggested.validTo') },
    }),
  },
  {
    operation: 'agreements.sign',
    as: 'agreement',
    input: (memory) => ({ ...seen('agreement')(memory), signedOn: '2022-03-08' }),
  },
  { operation: 'agreements.poolAsOf', input: (memory) => ({ id: memory.read('agreement.id'), asOf: '2022-03-08' }) },
  {
    operation: 'vouchers.quote',
    input: (memory) => ({ agreementId: memory.read('agreement.id'), order: languageCourse() }),
  },
  {
    operation: 'vouchers.prepare',
    as: 'voucher',
    input: (memory) => ({ agreementId: memory.read('agreement.id'), order: languageCourse() }),
  },
  {
    operation: 'vouchers.change',
    as: 'voucher',
    input: (memory) => ({ ...seen('voucher')(memory), order: languageCourse({ hours: 40 }) }),
  },
  { operation: 'vouchers.submit', as: 'voucher', input: seen('voucher') },
  { operation: 'vouchers.approve', input: seen('voucher') },
  {
    operation: 'vouchers.prepare',
    as: 'second',
    input: (memory) => ({ agreementId: memory.read('agreement.id'), order: languageCourse({ hours: 10 }) }),
  },
  { operation: 'vouchers.cancel', input: seen('second') },
];

const isDelivered = (answer: unknown) => JSON.stringify(answer).includes('"acknowledged":1');

const approving: readonly Step[] = [
  { operation: 'session.lock' },
  { operation: 'session.signIn', input: () => ({ ...approver, passphrase: 'nie to hasło na pewno' }) },
  { operation: 'session.signIn', input: () => approver },
  {
    operation: 'vouchers.prepare',
    input: (memory) => ({ agreementId: memory.read('agreement.id'), order: languageCourse() }),
  },
  { operation: 'reports.today' },
  {
    operation: 'vouchers.sendBack',
    as: 'returned',
    input: (memory) => ({ ...seen('voucher')(memory), reason: 'Proszę sprawdzić cenę' }),
  },
  { operation: 'session.signIn', input: () => administrator },
  { operation: 'vouchers.submit', as: 'voucher', input: seen('returned') },
  { operation: 'session.signIn', input: () => approver },
  { operation: 'sync.askPersonPool', input: (memory) => ({ voucherId: memory.read('voucher.id') }) },
  { operation: 'vouchers.approve', as: 'approved', input: seen('voucher') },
  { operation: 'sync.status', until: isDelivered },
  { operation: 'vouchers.get', input: (memory) => ({ id: memory.read('approved.id') }) },
  { operation: 'vouchers.list', input: () => ({ state: 'approved', agreementId: null, ...page }) },
  { operation: 'sync.listDeliveries', input: () => ({ state: 'acknowledged', ...page }) },
  { operation: 'sync.findDeliveries', input: () => ({ text: 'Źrebięcka' }) },
  { operation: 'sync.checkReceipt', input: (memory) => ({ voucherId: memory.read('approved.id') }) },
  { operation: 'sync.listMissingHere' },
  { operation: 'sync.acceptThisFile' },
  { operation: 'sync.tryNow' },
];

const seenWithdrawal = (label: string) => (memory: Memory) => ({
  id: memory.read(`${label}.withdrawal.id`),
  seenVersion: memory.read(`${label}.withdrawal.version`),
});
const resigned = { reason: 'person-resigned', note: 'Zadzwoniła dziś rano' };
const areBothDelivered = (answer: unknown) => JSON.stringify(answer).includes('"acknowledged":2');

const withdrawing: readonly Step[] = [
  { operation: 'session.signIn', input: () => administrator },
  {
    operation: 'vouchers.requestWithdrawal',
    as: 'asked',
    input: (memory) => ({ ...seen('approved')(memory), ...resigned }),
  },
  { operation: 'vouchers.approveWithdrawal', input: seenWithdrawal('asked') },
  { operation: 'vouchers.cancelWithdrawal', input: seenWithdrawal('asked') },
  {
    operation: 'vouchers.requestWithdrawal',
    as: 'asked',
    input: (memory) => ({ ...seen('approved')(memory), ...resigned }),
  },
  { operation: 'session.signIn', input: () => approver },
  { operation: 'vouchers.approveWithdrawal', input: seenWithdrawal('asked') },
  {
    operation: 'vouchers.declineWithdrawal',
    input: (memory) => ({ ...seenWithdrawal('asked')(memory), answer: 'Nie' }),
  },
  { operation: 'sync.status', until: areBothDelivered },
  { operation: 'sync.listDeliveries', input: () => ({ state: null, ...page }) },
  { operation: 'vouchers.get', input: (memory) => ({ id: memory.read('approved.id') }) },
  { operation: 'agreements.poolAsOf', input: (memory) => ({ id: memory.read('agreement.id'), asOf: '2022-03-08' }) },
];

const closing: readonly Step[] = [
  { operation: 'session.signIn', input: () => administrator },
  { operation: 'sync.acceptThisFile' },
  { operation: 'balances.supersede', input: seen('balance') },
  { operation: 'audit.list', input: () => ({ subjectId: null, ...page }) },
  { operation: 'office.health' },
  { operation: 'office.checkFile' },
  { operation: 'office.confirmClock' },
  { operation: 'session.renewRecoveryCode', input: () => ({ passphrase: 'nie to hasło na pewno' }) },
  { operation: 'session.renewRecoveryCode', input: () => ({ passphrase: administrator.passphrase }) },
  {
    operation: 'session.changePassphrase',
    input: () => ({ passphrase: administrator.passphrase, newPassphrase: 'czerwony rower stoi w sieni' }),
  },
  {
    operation: 'session.recover',
    input: () => ({ login: administrator.login, recoveryCode: 'X', newPassphrase: 'zielony rower stoi w sieni' }),
  },
  { operation: 'session.enableSystemUnlock', input: () => ({ passphrase: administrator.passphrase }) },
  { operation: 'session.disableSystemUnlock' },
  { operation: 'session.unlockWithSystem' },
  { operation: 'session.lock' },
  { operation: 'people.get', input: (memory) => ({ id: memory.read('person.id') }) },
];

const parts = [opening, registering, deciding, agreeing, approving, withdrawing];
export const story: readonly Step[] = [...parts.flat(), ...listBackupSteps(administrator, person), ...closing];
