// Who read or changed what.
import type { AreaHandlers } from '../core/context.ts';
import { listAudit } from '../database/audit.ts';

export const audit: AreaHandlers<'audit'> = {
  list({ db }, { subjectId, after, limit }) {
    const before = after === null ? null : Number.parseInt(after, 10);
    const rows = listAudit(db, { subjectId, before: Number.isNaN(before) ? 0 : before, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? String(page.at(-1)?.sequence ?? 0) : null };
  },
};
