// The case file as listening needs it: the feed and its effects, the keys that are believed, and who else speaks with ours.
import { findAuditRow, getAuditHead } from './database/audit.ts';
import type { CaseFile } from './database/case-file.ts';
import { noteSettledIn } from './database/compared-ledger.ts';
import type { WriteDatabase } from './database/connection.ts';
import { getFeedCursor, listKnownItems, rewindFeed, storeFeedCursor } from './database/feed.ts';
import { insertForeignItem, settleForeignItem } from './database/foreign-items.ts';
import { findOtherFile, insertOtherFile } from './database/other-files.ts';
import { clearRestoreMark, dropGrantedNumbers, findRestoreMark } from './database/restored-file.ts';
import { recordRevocation } from './database/revocations.ts';
import { recordOutcomes } from './database/settlement.ts';
import { findEnrolment, noteExchange, storeCentreKeys } from './database/workstation.ts';
import { bringBack, bringBackWithdrawal } from './handlers/bring-back.ts';
import type { FeedEffect, FeedStore, MeetingStore, MissingItem } from './sync/feed-store.ts';
import { type StoreParts, tellOf, toSettling, writeAudit } from './sync-stores.ts';

export function toFeedStore(parts: StoreParts, file: CaseFile): FeedStore {
  return {
    findCursor: () => getFeedCursor(file.read),
    listOwn: (itemIds) =>
      listKnownItems(file.read, itemIds).map(({ state, ...item }) => ({
        ...item,
        waiting: state === 'waiting' ? item : undefined,
      })),
    centreKeys: () => findEnrolment(file.read)?.centreKeys ?? [],
    keep: (effects, cursor) => {
      const changed = file.transaction((db) => {
        noteExchange(db, parts.world.now());
        storeFeedCursor(db, cursor);
        noteSettledIn(db, { epoch: cursor.epoch, head: cursor.seq });
        return effects.flatMap((effect) => apply(parts, { file, db }, effect));
      });
      tellOf(parts, file, changed);
    },
  };
}

type Writing = { readonly file: CaseFile; readonly db: WriteDatabase };

/** Gives the vouchers that changed. */
function apply(parts: StoreParts, writing: Writing, effect: FeedEffect): string[] {
  const { file, db } = writing;
  const settling = toSettling(parts, file, parts.world.now());
  switch (effect.kind) {
    case 'settled':
      return recordOutcomes(db, [effect.outcome], settling);
    case 'revoked': {
      const { voucherId } = effect.revocation;
      settleForeignItem(db, voucherId, 'taken-back');
      return recordRevocation(db, effect.revocation, settling) ? [voucherId] : [];
    }
    case 'missing':
      return takeIn(parts, writing, effect.item);
  }
}

/** Into its place where this file has one; kept beside it otherwise, until somebody enters what is missing. */
function takeIn(parts: StoreParts, { file, db }: Writing, item: MissingItem): string[] {
  const { world, programmes } = parts;
  const context = { db, world, programmes, device: file.device };
  const { content, voucherId } = item;
  if (content.schema === 'withdrawal/1') {
    if (settleForeignItem(db, voucherId, 'taken-back')) return [];
    if (bringBackWithdrawal(context, item, content)) return [voucherId];
    const taken = { voucherId, reason: '', revokedAt: content.approvedAt, statement: item.receipt };
    return recordRevocation(db, taken, toSettling(parts, file, world.now())) ? [voucherId] : [];
  }
  if (bringBack(context, item)) return [voucherId];
  const { id, body, hash, supportId, receipt } = item;
  const { programme, agreementNumber, person } = content;
  const about = { programme, agreementNumber, identity: person.identity, foundAt: world.now() };
  insertForeignItem(db, { id, body, hash, supportId, receipt, ...about });
  return [];
}

export function toMeetingStore(parts: StoreParts, file: CaseFile): MeetingStore {
  return {
    centreKeys: () => findEnrolment(file.read)?.centreKeys ?? [],
    adoptKeys: (keys) =>
      file.transaction((db) => {
        storeCentreKeys(db, keys);
        writeAudit(parts, db, { operation: 'sync.adoptKeys', details: { keyIds: keys.map(({ keyId }) => keyId) } });
      }),
    hasHead: (hash) => findAuditRow(file.read, hash) !== undefined,
    noteOtherFile: (head) => file.transaction((db) => noteOtherFile(parts, db, head)),
  };
}

function noteOtherFile(parts: StoreParts, db: WriteDatabase, head: string): void {
  // A file that was put back in the program is known to be older, and its numbers were dropped then.
  const isRestored = findRestoreMark(db) !== undefined;
  const isFirst = findOtherFile(db) === null;
  const at = parts.world.now();
  const ownHead = getAuditHead(db).hash;
  if (!insertOtherFile(db, { head, ownHead, noticedAt: at, acceptedAt: isRestored ? at : null })) return;
  // Both files may have given out what is left of the blocks that they share.
  if (isFirst && !isRestored) dropGrantedNumbers(db);
  rewindFeed(db);
  writeAudit(parts, db, { operation: 'sync.otherFile', details: { head, ownHead } });
}

/** A file that was put back reads the feed from its beginning; the mark goes when it has read it to its end. */
export function toRestoring(file: CaseFile): { begin(): void; end(): void } {
  let hasBegun = false;
  const isMarked = () => findRestoreMark(file.read) !== undefined;
  return {
    begin: () => {
      if (!hasBegun && isMarked()) file.transaction(rewindFeed);
      hasBegun = true;
    },
    end: () => {
      if (isMarked()) file.transaction(clearRestoreMark);
    },
  };
}
