// What every command of the office command line shares: its arguments, its streams, its way of refusing.
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A command gets what stands behind its name and answers with the exit status. */
export type Command = (args: readonly string[], streams: Streams) => number | Promise<number>;

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Arguments or a file that cannot be used: exit status 2 and this sentence, nothing written. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

export const exitStatus = { answered: 0, foundWrong: 1, unusable: 2 } as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads exactly the named operands and the given options; anything else is refused with the usage. */
export function readArguments<const Accepted extends Options>(
  args: readonly string[],
  { usage, operands, options }: { usage: string; operands: number; options: Accepted },
) {
  const read = parse(args, options, usage);
  if (read.positionals.length !== operands) throw new Unusable(`usage: office ${usage}`);
  return { operands: read.positionals, options: read.values };
}

/** A path as the caller meant it: npm moves to the project's folder and says where it was called. */
export function callerPath(path: string): string {
  const { INIT_CWD: calledIn, npm_lifecycle_event: script } = process.env;
  return script === 'office' && calledIn ? resolve(calledIn, path) : resolve(path);
}

function parse<const Accepted extends Options>(args: readonly string[], options: Accepted, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable arguments';
    throw new Unusable(`${reason}\nusage: office ${usage}`, { cause });
  }
}
