// The workstations that were ever enrolled, for whoever has to revoke one: no keys, nobody's names.
import type { Database } from './database.ts';

export type ListedWorkstation = {
  readonly id: string;
  readonly county: string;
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  readonly accepted: number;
  readonly refused: number;
  /** Head of its audit chain at its last push. */
  readonly auditHead: string | null;
};

export function listWorkstations({ query }: Database): Promise<ListedWorkstation[]> {
  return query<ListedWorkstation>(`SELECT id, county, enrolled_at AS "enrolledAt", revoked_at AS "revokedAt", accepted,
      refused, audit_head AS "auditHead" FROM device ORDER BY county, enrolled_at`);
}

/** A line a workstation, for a terminal. */
export function toLine({ id, county, enrolledAt, revokedAt, accepted, refused, auditHead }: ListedWorkstation): string {
  const state = revokedAt === null ? 'czynne' : `odwołane ${revokedAt.toISOString()}`;
  const counters = `przyjęte ${accepted}, odrzucone ${refused}`;
  const head = auditHead === null ? 'bez dziennika' : `dziennik ${auditHead}`;
  return [id, `powiat ${county}`, `od ${enrolledAt.toISOString()}`, state, counters, head].join('\t');
}
