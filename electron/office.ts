// The office command: the core without a window, for bulk work, scripts and acceptance.
import { type Command, exitStatus, type Streams, Unusable } from './office/arguments.ts';
import { checkApplications } from './office/check-applications.ts';
import { generate } from './office/generate.ts';
import { journey } from './office/journey.ts';
import { quote } from './office/quote.ts';
import { verify } from './office/verify.ts';

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['check-applications', checkApplications],
  ['quote', quote],
  ['journey', journey],
  ['generate', generate],
  ['verify', verify],
]);

const streams: Streams = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  const command = commands.get(name);
  const known = [...commands.keys()].join(', ');
  if (!command) {
    streams.err(`usage: office COMMAND …, with a command of ${known}\n`);
    return exitStatus.unusable;
  }
  try {
    return await command(args, streams);
  } catch (cause) {
    if (!(cause instanceof Unusable)) throw cause;
    streams.err(`${cause.message}\n`);
    return exitStatus.unusable;
  }
}

process.exitCode = await runCommand(process.argv.slice(2));
