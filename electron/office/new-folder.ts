// Places that a command may write to: what is there already is never touched.
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Unusable } from './arguments.ts';

/** Throws Unusable for a file, or a folder that holds something. */
export function refuseTaken(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new Unusable(`${folder}: is a file, not a folder`);
  if (readdirSync(folder).length > 0) throw new Unusable(`${folder}: already holds something; nothing was written`);
}

/**
 * Lets `work` build something in a folder beside, and gives it the name only when it is done. Whatever `work` throws,
 * nothing is left; throws Unusable when the place is taken or cannot be written.
 */
export async function buildAside<Value>(folder: string, work: (aside: string) => Promise<Value>): Promise<Value> {
  refuseTaken(folder);
  const aside = `${folder}.making-${process.pid}`;
  const newParent = makeFolder(dirname(aside));
  try {
    const value = await work(aside);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(aside, folder);
    return value;
  } catch (error) {
    rmSync(newParent ?? aside, { recursive: true, force: true });
    throw error;
  }
}

/** Gives the uppermost folder that was not there before, if any. */
function makeFolder(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Unusable(`${folder}: the folder cannot be made`, { cause });
  }
}
