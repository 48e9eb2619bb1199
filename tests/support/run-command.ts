// Runs a command of the office command line as its entry does, and keeps what it prints.
import { type Command, Unusable } from '../../electron/office/arguments.ts';

export type Ran = { readonly status: number; readonly out: string; readonly err: string };

/** A refusal is status 2 and its sentence, as in electron/office.ts. */
export async function runCommand(command: Command, ...args: string[]): Promise<Ran> {
  const printed = { out: '', err: '' };
  const write = (to: keyof typeof printed) => (text: string) => {
    printed[to] += text;
  };
  try {
    const status = await command(args, { out: write('out'), err: write('err') });
    return { status, ...printed };
  } catch (cause) {
    if (!(cause instanceof Unusable)) throw cause;
    return { status: 2, out: printed.out, err: `${printed.err}${cause.message}\n` };
  }
}
