// The code on the recovery sheet: 140 bits of chance and two letters that catch a slip of the pen.
import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const chanceLetters = 28;
const groupLength = 5;

/** Six groups of five: XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX. */
export function makeRecoveryCode(): string {
  const chance = [...randomBytes(chanceLetters)].map((byte) => letters.charAt(byte % 32)).join('');
  return inGroups(`${chance}${checkLettersOf(chance)}`);
}

/** The code as printed, however it was typed; undefined when it cannot be one. */
export function findRecoveryCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const chance = plain.slice(0, chanceLetters);
  return plain.length === chanceLetters + 2 && plain.slice(chanceLetters) === checkLettersOf(chance)
    ? inGroups(plain)
    : undefined;
}

function checkLettersOf(chance: string): string {
  const digest = createHash('sha256').update(chance).digest();
  return letters.charAt(digest.readUInt8(0) % 32) + letters.charAt(digest.readUInt8(1) % 32);
}

function inGroups(plain: string): string {
  return (plain.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-');
}
