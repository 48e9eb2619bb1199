// Plays the stories of many people in the order of time, thousands of acts a transaction, each with its audit row.
import type { SignedInUser } from '../../shared/contract/session.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import type { CommandContext } from '../core/context.ts';
import { appendAudit } from '../database/audit.ts';
import type { CaseFile } from '../database/case-file.ts';
import type { WriteDatabase } from '../database/connection.ts';
import { type Hero, performances, postOf, type Stage } from './demonstration-acts.ts';
import { type Act, longestStoryDays, type Story, tellStory } from './demonstration-story.ts';
import type { DemonstrationPost } from './demonstration-users.ts';
import { type DemonstrationWorld, listBusinessDaysBefore } from './demonstration-world.ts';
import { seededChance } from './fictional-chance.ts';

export type Past = Stage & {
  readonly file: CaseFile;
  readonly world: DemonstrationWorld;
  readonly programmes: CommandContext['programmes'];
  readonly territory: CommandContext['territory'];
  readonly users: Readonly<Record<DemonstrationPost, SignedInUser>>;
  readonly seed: string;
  readonly people: number;
  /** Everything happened before this day. */
  readonly before: CalendarDate;
  /** Called after each transaction; what it throws ends the play. */
  readonly onProgress: (done: { readonly share: number; readonly people: number }) => void;
};

const actsAtOnce = 2000;
/** An event is seconds since the first day, times this, plus the person: one number, so that millions sort quickly. */
const personRange = 2 ** 27;

/** Resolves when everything has happened; between transactions others get their turn. */
export async function playPast(past: Past): Promise<void> {
  const days = listBusinessDaysBefore(past.before, longestStoryDays);
  const beginMs = Date.parse(`${days.at(-1)}T00:00:00Z`);
  const tell = (person: number): Story => tellStory(past.seed, person, days);
  const events = listEvents(past.people, beginMs, tell);
  const heroes = new Map<number, Playing>();
  let people = 0;
  for (let from = 0; from < events.length; from += actsAtOnce) {
    past.file.transaction((db) => {
      for (const event of events.subarray(from, from + actsAtOnce)) {
        const person = event % personRange;
        const playing = heroes.get(person) ?? enter(past.seed, person, tell);
        if (playing.step === 0) people += 1;
        heroes.set(person, playing);
        past.world.moveTo(beginMs + Math.floor(event / personRange) * 1000);
        playNext(past, db, playing);
        if (playing.step === playing.acts.length) heroes.delete(person);
      }
    });
    past.onProgress({ share: Math.min(1, (from + actsAtOnce) / events.length), people });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Playing = { readonly person: number; readonly acts: readonly Act[]; readonly hero: Hero; step: number };

function enter(seed: string, person: number, tell: (person: number) => Story): Playing {
  const { programme, fate, acts } = tell(person);
  return { person, acts, hero: { programme, fate, chance: seededChance(`${seed}/person/${person}`) }, step: 0 };
}

function listEvents(people: number, beginMs: number, tell: (person: number) => Story): Float64Array {
  const events: number[] = [];
  for (let person = 0; person < people; person += 1) {
    for (const atMs of tell(person).atMs) events.push(((atMs - beginMs) / 1000) * personRange + person);
  }
  return Float64Array.from(events).sort();
}

function playNext(past: Past, db: WriteDatabase, playing: Playing): void {
  const act = playing.acts[playing.step];
  if (act === undefined) throw new RangeError('the story is over');
  playing.step += 1;
  perform(past, db, { act, playing });
}

/** As dispatch does for a command: the work, then its audit row. */
function perform(past: Past, db: WriteDatabase, { act, playing }: { act: Act; playing: Playing }): void {
  const { world, programmes, territory, file } = past;
  const user = past.users[postOf(act, playing.person)];
  const operation = operations[act];
  const note: CommandContext['note'] = (subjectId, details = null) => {
    if (operation === null) return;
    appendAudit(db, { at: world.now(), userId: user.id, operation, subjectId, details, salt: world.randomBytes(16) });
  };
  const silence = () => undefined;
  const context = {
    db,
    user,
    note,
    world,
    programmes,
    territory,
    device: file.device,
    announce: silence,
    nudge: silence,
  };
  performances[act](context, playing.hero, past);
}

/** What the audit calls each act; the central office's word writes its own row. */
const operations: Readonly<Record<Act, string | null>> = {
  register: 'people.register',
  open: 'cases.open',
  decide: 'cases.decide',
  'start-balance': 'balances.start',
  'write-balance': 'balances.save',
  'finish-balance': 'balances.finish',
  'draft-agreement': 'agreements.draft',
  'sign-agreement': 'agreements.sign',
  prepare: 'vouchers.prepare',
  submit: 'vouchers.submit',
  'send-back': 'vouchers.sendBack',
  cancel: 'vouchers.cancel',
  approve: 'vouchers.approve',
  acknowledge: null,
  refuse: null,
  'ask-back': 'vouchers.requestWithdrawal',
  'decline-back': 'vouchers.declineWithdrawal',
  'approve-back': 'vouchers.approveWithdrawal',
  'confirm-back': null,
};
