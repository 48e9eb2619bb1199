// People: search first, see the candidates, then register.
import type { Person, PersonInput, PersonRow } from '../../shared/contract/people.ts';
import { judgeIdentity } from '../../shared/domain/identity.ts';
import { type AreaHandlers, type CommandContext, orNotFound, type QueryContext, refuse } from '../core/context.ts';
import {
  findPerson,
  findSamePerson,
  insertPerson,
  type JudgedPerson,
  type ListedPerson,
  listCasesOfPerson,
  listPeople,
  listPeopleById,
  updatePerson,
} from '../database/people.ts';
import { listLikelyPeople } from '../database/people-candidates.ts';
import { type Hit, searchPeople } from '../database/people-search.ts';
import { documentKey } from '../database/person-keys.ts';
import { countOf } from '../database/tallies.ts';
import { asSeen, orChangedMeanwhile, toPage } from './rows.ts';

type Viewing = Pick<QueryContext, 'db' | 'territory'>;

export const people: AreaHandlers<'people'> = {
  search(context, { text, after, limit }) {
    const { db } = context;
    if (text.trim() === '') {
      const page = toPage(listPeople(db, after, limit + 1), limit);
      const rows = page.rows.map((person) => toRow(context, person, null));
      return { rows, next: page.next, total: countOf(db, 'person'), capped: false };
    }
    const { hits, capped } = searchPeople(db, text);
    const page = toPage(pageOfHits(hits, after).slice(0, limit + 1), limit);
    return { rows: showHits(context, page.rows), next: page.next, total: hits.length, capped };
  },

  listCandidates(context, newcomer) {
    return showHits(context, listLikelyPeople(context.db, newcomer));
  },

  get(context, { id }) {
    context.note(id);
    return getPerson(context, id);
  },

  register(context, input) {
    const person = judge(context, input);
    const same = findSamePerson(context.db, person);
    if (same !== undefined) refuse('person-exists', { personId: same.id });
    const id = context.world.newId();
    insertPerson(context.db, { id, person, createdAt: context.world.now(), device: context.device });
    context.note(id, { after: input });
    return getPerson(context, id);
  },

  change(context, { id, seenVersion, person: input }) {
    const { db, device } = context;
    const { version: _, createdAt: __, ...before } = asSeen(findPerson(db, id), seenVersion, 'person');
    const person = judge(context, input);
    const same = findSamePerson(db, person);
    if (same !== undefined && same.id !== id) refuse('person-exists', { personId: same.id });
    orChangedMeanwhile(updatePerson(db, { id, seenVersion, person, device }));
    context.note(id, { before, after: input });
    return getPerson(context, id);
  },
};

/** Reads birth date and sex from the identity, or refuses it. */
function judge({ world }: CommandContext, input: PersonInput): JudgedPerson {
  const stated = withoutSpaces(input.identity);
  const judged = judgeIdentity(
    stated.kind === 'pesel'
      ? { pesel: stated.pesel, otherDocument: null, birthDate: null, sex: null }
      : { pesel: null, otherDocument: findDocumentNumber(stated.number), birthDate: stated.birthDate, sex: stated.sex },
    world.today(),
  );
  if (!judged.ok) refuse(judged.problem);
  return { ...input, identity: stated, birthDate: judged.value.birthDate, sex: judged.value.sex };
}

/** null where nothing is left without spaces and marks, or capitals make it longer than the central office reads. */
function findDocumentNumber(typed: string): string | null {
  const number = documentKey(typed);
  return number.length > 0 && number.length <= 40 ? number : null;
}

function withoutSpaces(identity: PersonInput['identity']): PersonInput['identity'] {
  return identity.kind === 'pesel' ? { ...identity, pesel: identity.pesel.replace(/[\s-]/g, '') } : identity;
}

function getPerson({ db, territory }: Viewing, id: string): Person {
  const person = orNotFound(findPerson(db, id), 'person');
  const municipality = findMunicipality(territory, person.address.teryt);
  return { ...person, municipality, cases: listCasesOfPerson(db, id) };
}

function pageOfHits(hits: readonly Hit[], after: string | null): readonly Hit[] {
  if (after === null) return hits;
  const seen = hits.findIndex(({ id }) => id === after);
  return seen < 0 ? [] : hits.slice(seen + 1);
}

function showHits(context: Viewing, hits: readonly Hit[]): PersonRow[] {
  const matched = new Map(hits.map(({ id, matchedBy }) => [id, matchedBy]));
  const rows = listPeopleById(context.db, [...matched.keys()]);
  return rows.map((row) => toRow(context, row, matched.get(row.id) ?? null));
}

function toRow({ territory }: Viewing, { teryt, ...row }: ListedPerson, matchedBy: PersonRow['matchedBy']): PersonRow {
  return { ...row, municipality: findMunicipality(territory, teryt), matchedBy };
}

/** A code that the register lacks stays without a name. */
function findMunicipality(territory: Viewing['territory'], teryt: string | null): string | null {
  return territory.municipalities.find((municipality) => municipality.teryt === teryt)?.name ?? null;
}
