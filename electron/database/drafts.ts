// Half-filled forms, one a user and key.
import { z } from 'zod';
import type { ReadDatabase, WriteDatabase } from './connection.ts';

type Draft = { readonly key: string; readonly body: z.infer<typeof json>; readonly savedAt: string };
const json = z.json();

export type DraftKey = { readonly userId: string; readonly key: string };

export function findDraft(db: ReadDatabase, of: DraftKey): Draft | undefined {
  const row = db.get<{ key: string; body: string; savedAt: string }>(
    'SELECT key, body, saved_at AS savedAt FROM draft WHERE user_id = :userId AND key = :key',
    of,
  );
  return row && { ...row, body: json.parse(JSON.parse(row.body)) };
}

/** `body` is the JSON text. */
export function saveDraft(
  db: WriteDatabase,
  draft: DraftKey & { readonly body: string; readonly savedAt: string },
): void {
  db.run(
    `INSERT INTO draft (user_id, key, body, saved_at) VALUES (:userId, :key, :body, :savedAt)
     ON CONFLICT (user_id, key) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
    draft,
  );
}

export function deleteDraft(db: WriteDatabase, of: DraftKey): void {
  db.run('DELETE FROM draft WHERE user_id = :userId AND key = :key', of);
}
