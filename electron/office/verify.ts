// verify: opens a case file with a passphrase or the recovery code and checks it from page to ledger. Writes nothing.
import { text } from 'node:stream/consumers';
import type { Problem } from '../../shared/contract/problem.ts';
import { CaseFileFault } from '../database/fault.ts';
import { readHeader } from '../database/header.ts';
import { type Inspection, inspectCaseFile } from '../database/inspection.ts';
import { findDataKey, type KeyRing, ownerOf, readKeyRing, recoveryOwner } from '../database/key-ring.ts';
import { schemaVersion } from '../database/migrate.ts';
import { findRecoveryCode } from '../database/recovery-code.ts';
import { type Command, callerPath, exitStatus, readArguments, Unusable } from './arguments.ts';
import { toTable } from './print.ts';
import { type Finding, listFindings } from './verify-checks.ts';

const usage =
  'verify CASEFILE [--login LOGIN] [--head HASH] [--json], with the passphrase or the recovery code on standard input';

export type Verdict = { readonly ok: boolean; readonly findings: readonly Finding[] };

export const verify: Command = async (args, { out, err }) => {
  const { operands, options } = readArguments(args, {
    usage,
    operands: 1,
    options: { login: { type: 'string' }, head: { type: 'string' }, json: { type: 'boolean' } },
  });
  const head = options.head === undefined ? undefined : readHead(options.head);
  if (process.stdin.isTTY) err('passphrase, then Ctrl+D on a line of its own: ');
  const secret = (await text(process.stdin)).replace(/\r?\n$/, '');
  const verdict = await verifyCaseFile({ folder: callerPath(operands[0] ?? ''), login: options.login, secret, head });
  out(options.json ? `${JSON.stringify(verdict, null, 1)}\n` : toReadable(verdict));
  return verdict.ok ? exitStatus.answered : exitStatus.foundWrong;
};

/** Whole, as the central office prints it: the beginning of a hash proves little. */
function readHead(text: string): string {
  const head = text.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(head)) throw new Unusable('--head takes the 64 characters that the central office keeps');
  return head;
}

type CaseFileToVerify = {
  readonly folder: string;
  /** undefined tries every login. */
  readonly login: string | undefined;
  readonly secret: string;
  /** The head of the audit that the central office keeps of this file's last push. */
  readonly head?: string | undefined;
};

/** Throws Unusable when the file cannot be opened at all. */
export async function verifyCaseFile(asked: CaseFileToVerify): Promise<Verdict> {
  const ring = readRing(asked.folder);
  const dataKey = await findKey(ring, asked);
  if (dataKey === undefined) throw new Unusable(`${asked.folder}: neither a passphrase nor the recovery code fits`);
  const inspection = open(asked.folder, dataKey);
  if (inspection === undefined) {
    return conclude([{ check: 'pages', ok: false, detail: 'the first page is not authentic: nothing can be read' }]);
  }
  try {
    if (inspection.schemaVersion < schemaVersion) {
      throw new Unusable(`${asked.folder}: comes from an older program; open it once with this one, then verify it`);
    }
    return conclude(
      listFindings(
        inspection.db,
        ring.logins.map(({ login }) => login),
        asked.head,
      ),
    );
  } finally {
    inspection.close();
  }
}

function conclude(findings: readonly Finding[]): Verdict {
  return { ok: findings.every(({ ok }) => ok), findings };
}

function readRing(folder: string): KeyRing {
  try {
    return readKeyRing(folder, readHeader(folder).fileId);
  } catch (error) {
    throw toUnusable(folder, error);
  }
}

/** As the recovery code, where the secret could be one, or else as a passphrase. */
async function findKey(ring: KeyRing, { login, secret }: CaseFileToVerify): Promise<Uint8Array | undefined> {
  const { fileId } = ring;
  const code = findRecoveryCode(secret);
  const recovered = code && (await findDataKey(ring.recovery, code, { fileId, owner: recoveryOwner }));
  if (recovered) return recovered;
  const slots = ring.logins.filter((slot) => login === undefined || slot.login === login);
  if (slots.length === 0) throw new Unusable('the case file knows no such login');
  for (const slot of slots) {
    const dataKey = await findDataKey(slot.slot, secret, { fileId, owner: ownerOf(slot.login) });
    if (dataKey !== undefined) return dataKey;
  }
  return undefined;
}

/** undefined when the key is right and the first page is not. */
function open(folder: string, dataKey: Uint8Array): Inspection | undefined {
  try {
    return inspectCaseFile(folder, dataKey);
  } catch (error) {
    if (error instanceof CaseFileFault && error.problem.kind === 'case-file-damaged') return undefined;
    throw toUnusable(folder, error);
  }
}

function toUnusable(folder: string, error: unknown): unknown {
  return error instanceof CaseFileFault
    ? new Unusable(`${folder}: ${sentenceOf(error.problem)}`, { cause: error })
    : error;
}

function sentenceOf(problem: Problem): string {
  switch (problem.kind) {
    case 'no-case-file':
      return 'there is no case file';
    case 'not-a-case-file':
      return 'is not a case file';
    case 'newer-case-file':
      return `comes from a newer program (file ${problem.fileVersion}, program ${problem.programVersion})`;
    case 'case-file-damaged':
      return 'its header or key ring is damaged, so no key can be found';
    default:
      return `cannot be opened (${problem.kind})`;
  }
}

function toReadable({ ok, findings }: Verdict): string {
  const rows = findings.map((finding) => [finding.ok ? 'ok' : 'WRONG', finding.check, finding.detail]);
  return `${toTable(['', 'check', 'found'], rows)}\n${ok ? 'The case file is whole.' : 'Something is wrong with the case file.'}\n`;
}
