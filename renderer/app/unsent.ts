// How worrying it is that orders have not reached the central office: a laptop lost before they do takes them along.
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { addBusinessDays } from '../../shared/domain/business-days.ts';
import { dayOf } from './today.ts';

export type Concern = 'none' | 'late' | 'alarming';

/** Whoever takes a laptop out for a day has a line again on the next working day. */
const lateAfterBusinessDays = 1;
/** No journey of an office lasts longer: something is broken that nobody has noticed. */
const alarmingAfterMs = 7 * 86_400_000;
/** A whole batch: more than anybody would enter again from paper in a morning. */
const many = 100;

export function concernOf({ waiting, oldestWaitingAt }: SyncStatus, nowMs: number): Concern {
  if (oldestWaitingAt === null) return 'none';
  const since = Date.parse(oldestWaitingAt);
  if (nowMs - since >= alarmingAfterMs) return 'alarming';
  const isLate = dayOf(nowMs) > addBusinessDays(dayOf(since), lateAfterBusinessDays);
  return isLate || waiting >= many ? 'late' : 'none';
}
