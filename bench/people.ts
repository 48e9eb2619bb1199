// How long a clerk waits for people, in a real encrypted file. Usage: node scripts/node24.mjs bench/people.ts [how many]
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listPeople, listPeopleById } from '../electron/database/people.ts';
import { listLikelyPeople } from '../electron/database/people-candidates.ts';
import { searchPeople } from '../electron/database/people-search.ts';
import { toCalendarDate } from '../shared/domain/calendar.ts';
import { makeCaseFile } from '../tests/support/case-file.ts';
import { addManyPeople } from '../tests/support/many-people.ts';

const count = Number(process.argv[2] ?? 100_000);
const repeats = 100;
const made = await makeCaseFile();
const db = made.file.read;
const show = (name: string, text: string) => console.log(name.padEnd(28), text);

const begun = performance.now();
addManyPeople(made, count);
show(`adding ${count}`, `${(performance.now() - begun).toFixed(0)} ms`);

measure('first page of the list', () => listPeople(db, null, 51).length);
const middle = db.get<{ id: string }>('SELECT id FROM person ORDER BY sort_name, id LIMIT 1 OFFSET :half', {
  half: Math.floor(count / 2),
});
measure('page in the middle', () => listPeople(db, middle?.id ?? null, 51).length);
for (const text of ['k', 'ko', 'kowal', 'kowalska anna', 'anna kow', 'an n', '4405', '600 12', 'xyzzy']) {
  measure(`search "${text}"`, () => searchPeople(db, text).hits.length);
}
const hits = searchPeople(db, 'anna kow').hits.slice(0, 50);
const ids = hits.map(({ id }) => id);
measure('rows of 50 hits', () => listPeopleById(db, ids).length);
const newcomer = { firstName: 'Anna', lastName: 'Kowalska', pesel: '', documentNumber: '' };
measure('candidates', () => listLikelyPeople(db, { ...newcomer, birthDate: toCalendarDate('1980-02-03') }).length);

await measureOnce('reading every page', () => made.file.isIntact());
const copy = join(made.folder, 'copy.sqlite');
await measureOnce('encrypted copy', () => made.file.copyTo(copy));
show('size', `${(statSync(copy).size / 1e6).toFixed(1)} MB`);
await made.dispose();

function measure(name: string, work: () => number): void {
  const times: number[] = [];
  let found = 0;
  for (let turn = 0; turn < repeats; turn += 1) {
    const start = performance.now();
    found = work();
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => (times[Math.floor(share * (repeats - 1))] ?? 0).toFixed(2);
  show(name, `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${found} found)`);
}

async function measureOnce(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  show(name, `${(performance.now() - start).toFixed(0)} ms`);
}
