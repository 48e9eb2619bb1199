// The checks of a case file, in the order in which one rests on the other. None names a person: ids, counts, kinds.
import { createHash } from 'node:crypto';
import { countErased, findAuditRow, getAuditHead, verifyAudit } from '../database/audit.ts';
import type { ReadDatabase } from '../database/connection.ts';
import { CaseFileFault } from '../database/fault.ts';
import { listBrokenReferences, listDamage, listForeignSchema } from '../database/inspection.ts';
import * as selfCheck from '../database/self-check.ts';
import { listUsers } from '../database/users.ts';
import { findEnrolment } from '../database/workstation.ts';
import { checkDeliveries } from './verify-deliveries.ts';

export type Finding = { readonly check: string; readonly ok: boolean; readonly detail: string };

/** `logins` are those of the key ring, `head` one that the chain is known to have had. */
export function listFindings(db: ReadDatabase, logins: readonly string[], head?: string): Finding[] {
  const look = (check: string, find: () => Omit<Finding, 'check'>): Finding[] => [{ check, ...unlessDamaged(find) }];
  return [
    ...look('pages', () => wrongs(listDamage(db), 'every page is authentic and whole')),
    ...look('schema', () => wrongs(listForeignSchema(db), 'tables and triggers are this program’s own')),
    ...look('foreign-keys', () => wrongs(listBrokenReferences(db), 'every row refers to one that is there')),
    ...look('audit-chain', () => checkAudit(db)),
    ...(head === undefined ? [] : look('audit-head', () => checkAuditHead(db, head))),
    ...look('users', () => wrongs(listKeyFaults(db, logins), 'every active user has a key, and nobody else')),
    ...look('rule-sets', () => wrongs(listAlteredRules(db), 'the rules of past decisions are as they were')),
    ...look('deliveries', () => checkOutbox(db)),
    ...lookAtDeliveries(db),
    ...look('ledger', () => checkLedger(db)),
    ...look('counters', () => wrongs(selfCheck.listWrongTallies(db), 'headings count what is there')),
  ];
}

function wrongs(found: readonly string[], whenNone: string): Omit<Finding, 'check'> {
  const shown = found.slice(0, 5).join(', ');
  const detail = found.length > 5 ? `${shown} and at least ${found.length - 5} more` : shown;
  return found.length === 0 ? { ok: true, detail: whenNone } : { ok: false, detail };
}

/** A page that cannot be read fails the check that needed it, not the others. */
function unlessDamaged(find: () => Omit<Finding, 'check'>): Omit<Finding, 'check'> {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof CaseFileFault)) throw error;
    return { ok: false, detail: 'a page is not authentic: altered, lost or never written' };
  }
}

/** A chain from which the newest rows were cut off is whole in itself, but what they told of is still there. */
function checkAudit(db: ReadDatabase): Omit<Finding, 'check'> {
  const broken = verifyAudit(db);
  if (broken !== null) return { ok: false, detail: `row ${broken} is missing or not what was written` };
  const { ok, detail } = wrongs(selfCheck.listUntold(db), 'every row follows the one before');
  if (ok) return { ok, detail: [detail, ...tellErased(db)].join('; ') };
  return { ok, detail: `rows were cut off after row ${getAuditHead(db).sequence}: none tells of ${detail}` };
}

/** Nothing wrong with the chain, and yet worth knowing. */
function tellErased(db: ReadDatabase): string[] {
  const { erased, unnoted } = countErased(db);
  if (erased === 0) return [];
  return [
    `values were erased from ${erased}${unnoted === 0 ? '' : `, from ${unnoted} of them with no row that says so`}`,
  ];
}

function checkAuditHead(db: ReadDatabase, head: string): Omit<Finding, 'check'> {
  const { sequence } = getAuditHead(db);
  const found = findAuditRow(db, head);
  return found === undefined
    ? {
        ok: false,
        detail: `no row has the head that was given: rows after ${sequence} were cut off, or it is another file’s`,
      }
    : { ok: true, detail: `the head that was given is row ${found} of ${sequence}` };
}

function listKeyFaults(db: ReadDatabase, logins: readonly string[]): string[] {
  const active = listUsers(db).flatMap(({ login, active }) => (active ? [login] : []));
  const missing = active.filter((login) => !logins.includes(login)).map((login) => `${login} has no key`);
  const strange = logins.filter((login) => !active.includes(login)).map((login) => `${login} is no active user`);
  return [...missing, ...strange];
}

function listAlteredRules(db: ReadDatabase): string[] {
  const kept = selfCheck.listKeptRuleSets(db);
  return kept
    .filter(({ hash, body }) => createHash('sha256').update(body).digest('hex') !== hash)
    .map(({ hash }) => hash);
}

function checkOutbox(db: ReadDatabase): Omit<Finding, 'check'> {
  const missing = selfCheck.listApprovedWithoutDelivery(db).map((id) => `${id} has none`);
  const strange = selfCheck.listDeliveriesWithoutApproval(db).map((id) => `${id} is not approved`);
  const unsent = selfCheck.listWithdrawalsNotQueued(db).map((id) => `withdrawal ${id} has none`);
  const misplaced = selfCheck.listMisplacedWithdrawals(db).map((id) => `withdrawal ${id} says otherwise`);
  const found = [...missing, ...strange, ...unsent, ...misplaced];
  return wrongs(found, 'every approved voucher and withdrawal has its delivery');
}

function lookAtDeliveries(db: ReadDatabase): Finding[] {
  let faults: ReturnType<typeof checkDeliveries> | undefined;
  const unreadable = unlessDamaged(() => {
    faults = checkDeliveries(db, findEnrolment(db)?.centreKeys ?? []);
    return { ok: true, detail: '' };
  });
  if (faults === undefined) return ['frozen-bodies', 'receipts'].map((check) => ({ check, ...unreadable }));
  const { checked, acknowledged, bodies, receipts } = faults;
  return [
    { check: 'frozen-bodies', ...wrongs(bodies, `${checked} are what was approved`) },
    { check: 'receipts', ...wrongs(receipts, `${acknowledged} carry the central office’s signature`) },
  ];
}

function checkLedger(db: ReadDatabase): Omit<Finding, 'check'> {
  const wrong = selfCheck.listWronglyBooked(db).map((id) => `voucher ${id}`);
  const overdrawn = selfCheck.listOverdrawnAgreements(db).map((id) => `agreement ${id} is overdrawn`);
  return wrongs([...wrong, ...overdrawn], 'every voucher is where its state says');
}
