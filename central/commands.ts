// What whoever runs the central office may ask of it, beside serving. Each answers with a line or more, in words.
import { z } from 'zod';
import { grantAppRole } from './app-role.ts';
import { createCentreKey } from './centre-keys.ts';
import { checkLedger } from './check.ts';
import { persistently } from './database.ts';
import { revokeWorkstation } from './enrol-workstation.ts';
import { createEnrolmentCode } from './enrolment-codes.ts';
import { beginEpoch, type Desk, lockedForKeys } from './ledger-life.ts';
import { skipNumbers } from './number-blocks.ts';
import type { Office } from './office.ts';
import { type RevocationVerdict, revokeVoucher } from './revoke-voucher.ts';
import { listWorkstations, toLine } from './workstations.ts';

const countyTeryt = z.string().regex(/^\d{4}$/);

export const command = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('new-code'), countyTeryt }),
  z.strictObject({ name: z.literal('revoke'), workstationId: z.uuid() }),
  z.strictObject({ name: z.literal('revoke-voucher'), voucherId: z.uuid(), reason: z.string().min(1) }),
  z.strictObject({ name: z.literal('new-key'), overlapDays: z.int().min(0).max(365) }),
  z.strictObject({ name: z.literal('new-epoch') }),
  z.strictObject({ name: z.literal('check') }),
  z.strictObject({ name: z.literal('grant-app-role'), role: z.string() }),
  z.strictObject({ name: z.literal('list-workstations') }),
]);
export type Command = z.infer<typeof command>;

export const commandAnswer = z.object({ isFine: z.boolean(), lines: z.array(z.string()) });
export type CommandAnswer = z.infer<typeof commandAnswer>;

const fine = (...lines: string[]): CommandAnswer => ({ isFine: true, lines });
const wrong = (...lines: string[]): CommandAnswer => ({ isFine: false, lines });

type CommandDesk = Desk & Pick<Office, 'funding'>;

export async function runCommand(desk: CommandDesk, asked: Command): Promise<CommandAnswer> {
  switch (asked.name) {
    case 'new-code': {
      const { code, expiresAt } = await createEnrolmentCode(desk, asked.countyTeryt);
      return fine(`${code} (powiat ${asked.countyTeryt}, ważny do ${expiresAt})`);
    }
    case 'revoke':
      return (await revokeWorkstation(desk, asked.workstationId))
        ? fine(`Odwołano stanowisko ${asked.workstationId}`)
        : wrong('Nie ma takiego stanowiska.');
    case 'revoke-voucher':
      return toAnswer(await revokeVoucher(desk, asked), asked.voucherId);
    case 'new-key':
      return makeKey(desk, asked.overlapDays);
    case 'new-epoch':
      return resume(desk);
    case 'list-workstations':
      return fine(...(await listWorkstations(desk.database)).map(toLine));
    case 'grant-app-role':
      await grantAppRole(desk.database, asked.role);
      return fine(`Rola ${asked.role} może prowadzić rejestr, ale nie może zmienić tego, co już w nim jest.`);
    case 'check': {
      const findings = await checkLedger(desk);
      return findings.length === 0 ? fine('Rejestr jest zgodny.') : wrong(...findings);
    }
  }
}

function toAnswer(verdict: RevocationVerdict, voucherId: string): CommandAnswer {
  switch (verdict) {
    case 'revoked':
      return fine(`Cofnięto zamówienie ${voucherId}`);
    case 'revoked-before':
      return fine(`Zamówienie ${voucherId} cofnięto już wcześniej; obowiązuje pierwszy powód.`);
    case 'withdrawn':
      return wrong('Urząd powiatowy sam wycofał już to zamówienie.');
    case 'unknown':
      return wrong('Nie ma takiego przyjętego zamówienia.');
  }
}

/** After a restore: offices compare what they sent with what is left, and no forgotten number is granted again. */
async function resume({ database, funding, now }: CommandDesk): Promise<CommandAnswer> {
  const epoch = await persistently(database, async (query) => {
    await skipNumbers(query, Object.keys(funding));
    return beginEpoch(query, now());
  });
  return fine(
    `Nowa epoka rejestru: ${epoch}`,
    'Numery umów przydzielane odtąd stanowiskom zaczynają się dalej: nikt nie wie, które przydzielono po kopii.',
  );
}

const dayMs = 86_400_000;

async function makeKey({ database, secrets, now }: Desk, overlapDays: number): Promise<CommandAnswer> {
  const at = now();
  const signsFrom = new Date(Date.parse(at) + overlapDays * dayMs).toISOString();
  const id = await lockedForKeys(database, (query) => createCentreKey(query, secrets, { at, signsFrom }));
  return fine(`Nowy klucz ${id} jest już znany urzędom; podpisuje od ${signsFrom}`);
}
