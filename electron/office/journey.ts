// journey: the main job from registration to signed receipts, in a fresh case file, against a real central office.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, callerPath, exitStatus, readArguments, type Streams, Unusable } from './arguments.ts';
import { listDemonstrationUsers } from './demonstration-users.ts';
import { stopOnSignal } from './interruption.ts';
import { type CentralAddress, readCentral, startCentral } from './journey-central.ts';
import { type Comparison, compareWithCentral } from './journey-comparison.ts';
import { type JourneyFiles, readJourney } from './journey-files.ts';
import { type Travelled, travel } from './journey-run.ts';
import { buildAside, refuseTaken } from './new-folder.ts';
import { toTable } from './print.ts';
import { startProgress } from './progress.ts';

const usage = 'journey FOLDER [--central URL [--code CODE]] [--keep FOLDER2] [--patience SECONDS] [--json]';

type Answer = ReturnType<typeof toAnswer>;

export const journey: Command = async (args, streams) => {
  const { operands, options } = readArguments(args, {
    usage,
    operands: 1,
    options: {
      central: { type: 'string' },
      code: { type: 'string' },
      keep: { type: 'string' },
      patience: { type: 'string', default: '60' },
      json: { type: 'boolean' },
    },
  });
  const address = readCentral(options.central, options.code);
  const patienceMs = readSeconds(options.patience) * 1000;
  const kept = options.keep === undefined ? null : findKeptFolder(callerPath(options.keep));
  const files = readJourney(operands[0] ?? '');
  const answer = await run({ files, address, kept, patienceMs }, streams);
  streams.out(options.json ? `${JSON.stringify(answer, null, 1)}\n` : toReadable(answer));
  if (answer.lost === null) streams.err('the central office could not be asked what it holds\n');
  const isWhole = answer.acknowledged === answer.vouchers && answer.lost === 0 && answer.duplicated === 0;
  return isWhole ? exitStatus.answered : exitStatus.foundWrong;
};

type Plan = {
  readonly files: JourneyFiles;
  readonly address: CentralAddress | null;
  /** Where the case file stays; null removes it. */
  readonly kept: string | null;
  readonly patienceMs: number;
};

function run(plan: Plan, streams: Streams): Promise<Answer> {
  return plan.kept === null
    ? inTemporaryFolder((folder) => goTo(folder, plan, streams))
    : buildAside(plan.kept, (folder) => goTo(folder, plan, streams));
}

async function inTemporaryFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const temporary = mkdtempSync(join(tmpdir(), 'teczka-journey-'));
  try {
    return await work(join(temporary, 'journey.teczka'));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function goTo(folder: string, { files, address, kept, patienceMs }: Plan, { err }: Streams): Promise<Answer> {
  const interruption = stopOnSignal();
  const total = files.applications.length + files.orders.length;
  const progress = startProgress(err, total, 'applications and orders');
  const onProgress = (done: number) => {
    interruption.throwIfAsked();
    progress.show(done / total, done);
  };
  try {
    const central = await startCentral(address, files.applications.length);
    try {
      const travelled = await travel({ folder, files, central, patienceMs, onProgress });
      return toAnswer(travelled, await compareWithCentral(folder), kept);
    } finally {
      await central.stop();
    }
  } finally {
    interruption.end();
  }
}

function toAnswer({ people, cases, outcomes }: Travelled, compared: Comparison, kept: string | null) {
  const deliveries = new Map(compared.deliveries.map((delivery) => [delivery.id, delivery]));
  const refused = outcomes.flatMap((outcome) => {
    if (!('voucherId' in outcome)) return [outcome];
    const delivery = deliveries.get(outcome.voucherId);
    if (delivery?.state !== 'refused') return [];
    return [
      { application_no: outcome.asked.applicationNo, line: outcome.asked.line, kind: delivery.cause ?? 'refused' },
    ];
  });
  const receipts = outcomes.flatMap((outcome) => {
    const delivery = 'voucherId' in outcome ? deliveries.get(outcome.voucherId) : undefined;
    if (delivery?.state !== 'acknowledged') return [];
    return [{ voucher_id: delivery.id, support_id: delivery.supportId, receipt: delivery.receipt }];
  });
  return {
    people,
    cases,
    vouchers: outcomes.length - refused.length,
    acknowledged: receipts.length,
    refused,
    receipts,
    lost: compared.lost?.length ?? null,
    duplicated: compared.duplicated?.length ?? null,
    ...(kept === null ? {} : { folder: kept, users: listDemonstrationUsers() }),
  };
}

/** Throws Unusable when it is taken. */
function findKeptFolder(folder: string): string {
  refuseTaken(folder);
  return folder.endsWith('.teczka') ? folder : join(folder, 'journey.teczka');
}

function readSeconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new Unusable(`--patience must be whole seconds\nusage: office ${usage}`);
}

function toReadable(answer: Answer): string {
  const { people, cases, vouchers, acknowledged, lost, duplicated } = answer;
  const counts = Object.entries({ people, cases, vouchers, acknowledged, lost, duplicated }).map(([what, count]) => [
    what,
    count ?? 'unknown',
  ]);
  const refused = answer.refused.map(({ application_no, line, kind }) => [application_no, line, kind]);
  const users = (answer.users ?? []).map(({ login, passphrase, roles }) => [login, passphrase, roles.join(' ')]);
  return [
    toTable(['what', 'count'], counts),
    refused.length === 0 ? '' : `\n${toTable(['refused', 'line', 'kind'], refused)}`,
    users.length === 0 ? '' : `\n${answer.folder}\n${toTable(['user', 'passphrase', 'roles'], users)}`,
  ].join('');
}
