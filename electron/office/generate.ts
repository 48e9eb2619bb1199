// generate: a case file of fictional people in the states that a busy office has.
import { join } from 'node:path';
import { realWorld } from '../core/world.ts';
import { type Command, callerPath, exitStatus, readArguments, type Streams, Unusable } from './arguments.ts';
import { openFictionalCentre } from './demonstration-centre.ts';
import { listDemonstrationUsers } from './demonstration-users.ts';
import { type MadeCaseFile, makeFictionalCaseFile } from './fictional-case-file.ts';
import { stopOnSignal } from './interruption.ts';
import { refuseTaken } from './new-folder.ts';
import { toTable } from './print.ts';
import { startProgress } from './progress.ts';

const usage = 'generate --people N --out FOLDER --seed S [--json]';
const mostPeople = 5_000_000;

export const generate: Command = async (args, streams) => {
  const { options } = readArguments(args, {
    usage,
    operands: 0,
    options: {
      people: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const people = readCount(options.people);
  if (!options.out || !options.seed) throw new Unusable(`--out and --seed are needed\nusage: office ${usage}`);
  const out = callerPath(options.out);
  refuseTaken(out);
  const folder = out.endsWith('.teczka') ? out : join(out, 'olkusz.teczka');
  const made = await make({ people, folder, seed: options.seed }, streams);
  const answer = { folder, people, seed: options.seed, ...made, users: listDemonstrationUsers() };
  streams.out(options.json ? `${JSON.stringify(answer, null, 1)}\n` : toReadable(folder, made));
  return exitStatus.answered;
};

async function make(
  wish: { readonly people: number; readonly folder: string; readonly seed: string },
  { err }: Streams,
): Promise<MadeCaseFile> {
  const interruption = stopOnSignal();
  const progress = startProgress(err, wish.people, 'people');
  try {
    return await makeFictionalCaseFile({
      ...wish,
      before: realWorld.today(),
      centre: openFictionalCentre(),
      onProgress: ({ share, people }) => {
        interruption.throwIfAsked();
        progress.show(share, people);
      },
    });
  } finally {
    interruption.end();
  }
}

function readCount(text: string | undefined): number {
  const count = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
  if (count < 1 || count > mostPeople) {
    throw new Unusable(`--people must be a whole number from 1 to ${mostPeople}\nusage: office ${usage}`);
  }
  return count;
}

function toReadable(folder: string, { recoveryCode, counts }: MadeCaseFile): string {
  const users = listDemonstrationUsers().map(({ login, passphrase, roles, displayName }) => [
    login,
    passphrase,
    roles.join(' '),
    displayName,
  ]);
  return [
    `${folder}\nrecovery code ${recoveryCode}\n\n`,
    toTable(['user', 'passphrase', 'roles', 'name'], users),
    '\n',
    toTable(['what', 'count'], Object.entries(counts)),
  ].join('');
}
