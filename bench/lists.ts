// How long a clerk waits for people and lists in a large encrypted file, beside the bare statement that finds the same.
import { join } from 'node:path';
import { realWorld } from '../electron/core/world.ts';
import type { CaseFile } from '../electron/database/case-file.ts';
import type { Parameters, ReadDatabase } from '../electron/database/connection.ts';
import { addManyPeople } from '../tests/support/many-people.ts';
import { type Desk, openDesk } from './desk.ts';
import { addCrowd, makeOffice, withFile } from './offices.ts';
import type { Place } from './place.ts';
import { round, type Spread, spreadOf, timeEach } from './statistics.ts';

type Statement = readonly [sql: string, parameters: Parameters];
type Bare = Spread & { readonly ratio: number };
type ListFigure = {
  readonly what: string;
  readonly ours: Spread;
  readonly bare: Bare;
};
type ListFigures = { readonly people: number; readonly orders: number; readonly rows: readonly ListFigure[] };

type Question = {
  readonly what: string;
  readonly operation: string;
  readonly input: unknown;
  readonly bare: readonly Statement[];
  /** Whether the bare one also writes a row, as a logged reading does. */
  readonly writes?: boolean;
};

const rounds = 200;
/** Of so many people at most: an office knows more people than it ever had orders. */
const mostOrders = 100_000;
const warmUp = 20;
const limit = 50;
const lastLetter = '\u{10FFFF}';

export async function measureLists(place: Place): Promise<ListFigures> {
  const folder = join(place.folder, 'crowd.teczka');
  const pattern = await makeOffice(folder, 'approved');
  const orders = Math.min(place.people, mostOrders);
  const questions = await withFile(folder, (file) => {
    addCrowd(file, pattern, { count: orders, from: 0, countyTeryt: '1212' });
    addManyPeople({ file, world: realWorld }, place.people - orders, orders);
    return listQuestions(file.read);
  });
  place.say(`${place.people} people are there`);
  const times = place.isSmall ? 3 : rounds;
  const desk = await openDesk(folder, 'ewa');
  const ours = await timeQuestions(desk, questions, times).finally(desk.close);
  const bare = await withFile(folder, (file) => timeStatements(file, questions, times));
  const rows = questions.map(({ what }, place): ListFigure => {
    const [our = [], their = []] = [ours[place], bare[place]];
    const spread = spreadOf(our);
    const beside = spreadOf(their);
    return { what, ours: spread, bare: { ...beside, ratio: round(spread.p50 / beside.p50) } };
  });
  return { people: place.people, orders, rows };
}

async function timeQuestions(desk: Desk, questions: readonly Question[], times: number): Promise<number[][]> {
  const taken: number[][] = [];
  for (const { operation, input } of questions) {
    taken.push(await timeEach({ times, warmUp }, () => desk.ask(operation, input)));
  }
  return taken;
}

async function timeStatements(file: CaseFile, questions: readonly Question[], times: number): Promise<number[][]> {
  const taken: number[][] = [];
  for (const { bare, writes } of questions) {
    taken.push(
      await timeEach({ times, warmUp }, () => {
        for (const [sql, parameters] of bare) file.read.all(sql, parameters);
        if (writes) file.transaction((db) => db.run('UPDATE office SET version = version + 1'));
      }),
    );
  }
  return taken;
}

const personColumns = 'p.id, p.first_name, p.last_name, p.birth_date, p.pesel, p.document_number, p.phone, p.teryt';
const firstPeople = `SELECT ${personColumns} FROM person p ORDER BY p.sort_name, p.id LIMIT :limit`;
const nextPeople = `SELECT ${personColumns} FROM person p WHERE (p.sort_name, p.id) > (:name, :id)
  ORDER BY p.sort_name, p.id LIMIT :limit`;
const byBeginning = `SELECT ${personColumns} FROM person p WHERE p.sort_name >= :from AND p.sort_name < :to
  ORDER BY p.sort_name, p.id LIMIT :limit`;
const byPesel = `SELECT ${personColumns} FROM person p WHERE p.pesel >= :from AND p.pesel < :to LIMIT :limit`;
const byPhone = `SELECT ${personColumns} FROM person p WHERE p.phone_digits >= :from AND p.phone_digits < :to
  AND p.phone_digits <> '' LIMIT :limit`;
const byWords = `SELECT ${personColumns} FROM person_search s CROSS JOIN person p ON p.search_row = s.rowid
  WHERE person_search MATCH :words LIMIT :limit`;
/** The program counts up to 400 hits, so that "more than 400" is known: so does the bare statement. */
const hitCap = 401;

function listQuestions(db: ReadDatabase): Question[] {
  const half = { half: Math.floor((db.get<{ all: number }>('SELECT count(*) AS "all" FROM person')?.all ?? 0) / 2) };
  const middle = db.get<{ id: string; name: string }>(
    'SELECT id, sort_name AS name FROM person ORDER BY sort_name, id LIMIT 1 OFFSET :half',
    half,
  );
  if (middle === undefined) throw new Error('nobody is there');
  const search = (what: string, text: string, bare: readonly Statement[]): Question => {
    return { what, operation: 'people.search', input: { text, after: null, limit }, bare };
  };
  const words = (match: string): Statement => [byWords, { words: match, limit: hitCap }];
  const range = (sql: string, from: string): Statement => [sql, { from, to: `${from}${lastLetter}`, limit: hitCap }];
  return [
    search('list of people, first page', '', [[firstPeople, { limit }]]),
    {
      ...search('list of people, a page in the middle', '', [[nextPeople, { ...middle, limit }]]),
      input: { text: '', after: middle.id, limit },
    },
    search('search "ko"', 'ko', [range(byBeginning, 'ko')]),
    search('search "kowal"', 'kowal', [range(byBeginning, 'kowal')]),
    search('search "kowalska anna"', 'kowalska anna', [
      range(byBeginning, 'kowalska anna'),
      words('"kowalska"* AND "anna"*'),
    ]),
    search('search "anna kow"', 'anna kow', [range(byBeginning, 'anna kow'), words('"anna"* AND "kow"*')]),
    search('search "an n"', 'an n', [range(byBeginning, 'an n'), words('"an"* AND "n"*')]),
    search('search "4405" (PESEL or phone)', '4405', [range(byPesel, '4405'), range(byPhone, '4405')]),
    search('search "xyzzy" (nobody)', 'xyzzy', [range(byBeginning, 'xyzzy'), words('"xyzzy"*')]),
    {
      what: 'person page, with its audit row',
      operation: 'people.get',
      input: { id: middle.id },
      bare: [
        ['SELECT * FROM person WHERE id = :id', { id: middle.id }],
        ['SELECT * FROM person_case WHERE person_id = :id', { id: middle.id }],
      ],
      writes: true,
    },
    {
      what: 'list of cases',
      operation: 'cases.list',
      input: { programme: null, stage: 'agreement-signed', after: null, limit },
      bare: [
        [
          `SELECT c.*, p.first_name, p.last_name FROM person_case c JOIN person p ON p.id = c.person_id
           WHERE c.stage = 'agreement-signed' ORDER BY c.id DESC LIMIT :limit`,
          { limit },
        ],
      ],
    },
    {
      what: 'list of orders',
      operation: 'vouchers.list',
      input: { state: 'approved', agreementId: null, after: null, limit },
      bare: [[`SELECT ${voucherColumns} WHERE v.state = 'approved' ORDER BY v.id DESC LIMIT :limit`, { limit }]],
    },
    {
      what: 'list of deliveries',
      operation: 'sync.listDeliveries',
      input: { state: 'waiting', after: null, limit },
      bare: [[`SELECT ${deliveryColumns} WHERE d.state = 'waiting' ORDER BY d.id DESC LIMIT :limit`, { limit }]],
    },
  ];
}

const voucherColumns = `v.*, d.state AS delivered, a.number, c.number AS case_number, p.first_name, p.last_name
  FROM voucher v LEFT JOIN agreement a ON a.id = v.agreement_id LEFT JOIN person_case c ON c.id = a.case_id
  LEFT JOIN person p ON p.id = c.person_id LEFT JOIN delivery d ON d.id = v.id`;
const deliveryColumns = `v.*, d.state AS delivered, a.number, c.number AS case_number, p.first_name, p.last_name
  FROM delivery d LEFT JOIN voucher v ON v.id = d.voucher_id LEFT JOIN agreement a ON a.id = v.agreement_id
  LEFT JOIN person_case c ON c.id = a.case_id LEFT JOIN person p ON p.id = c.person_id`;
