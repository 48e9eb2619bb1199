// The rule set that an act rests on: found by programme and day, kept with the act, read back when it is judged again.
import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { findProgramme, type Programme, parseProgramme } from '../../shared/domain/programme.ts';
import { type QueryContext, refuse } from '../core/context.ts';
import type { ReadDatabase, WriteDatabase } from '../database/connection.ts';
import { findRuleSet, hasRuleSet, keepRuleSet } from '../database/rule-sets.ts';

type Rules = QueryContext['programmes'][number];
type WithProgrammes = Pick<QueryContext, 'programmes'>;

/** The rules of a programme on a day. */
export function getRules({ programmes }: WithProgrammes, code: string, on: CalendarDate): Rules {
  const known = programmes.map(({ programme }) => programme);
  const programme = findProgramme(known, code, on);
  const rules = programmes.find((each) => each.programme === programme);
  return rules ?? refuse('unknown-programme', { programme: code });
}

/** Every programme's rules on a day. */
export function listRules(context: WithProgrammes, on: CalendarDate): Programme[] {
  const codes = new Set(context.programmes.map(({ programme }) => programme.code));
  return [...codes].map((code) => getRules(context, code, on).programme);
}

export function keepRules(db: WriteDatabase, { programme, hash }: Rules): void {
  if (hasRuleSet(db, hash)) return;
  keepRuleSet(db, { hash, programme: programme.code, body: canonicalJson(programme) });
}

/** The rules behind a hash, unless they are lost or are no longer what the hash names. */
export function findKeptRules(db: ReadDatabase, hash: string): Programme | undefined {
  const body = findRuleSet(db, hash);
  if (body === undefined || createHash('sha256').update(body).digest('hex') !== hash) return undefined;
  const read = parseProgramme(JSON.parse(body));
  return read.ok ? read.value : undefined;
}
