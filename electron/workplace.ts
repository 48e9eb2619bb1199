// Puts the parts of a workstation together, the same way for every entry: window, browser and command line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import type { Territory } from '../shared/contract/office.ts';
import { parseTeryt } from '../shared/domain/teryt.ts';
import { afterUnreferenced, createBackupKeeper } from './core/backup-keeper.ts';
import { createCaseFileHost } from './core/case-file-door.ts';
import { type CaseFileHost, type Core, createCore } from './core/core.ts';
import type { Log } from './core/log.ts';
import { loadProgrammes } from './core/programme-files.ts';
import type { SystemKeyStore } from './core/system-unlock.ts';
import type { World } from './core/world.ts';
import type { DerivationCost } from './database/background-jobs.ts';
import { settleRestore } from './database/restore.ts';
import { handlers } from './handlers/index.ts';
import { createSyncDoor } from './sync-door.ts';

export type WorkplaceParts = {
  /** The case file's folder, NAME.teczka; it need not exist yet. */
  readonly folder: string;
  /** The folder resources/ of the program. */
  readonly resources: string;
  readonly fetch: typeof globalThis.fetch;
  readonly world: World;
  readonly log: Log;
  /** Cheaper key derivation than usual: only for tests and bulk tools. */
  readonly cost?: DerivationCost;
  /** Where a browser finds this program: for whoever starts another one on the same folder. */
  readonly address?: () => string | null;
  /** Room kept beside the case file for a full disk; none unless told. */
  readonly ballastBytes?: number;
  /** The operating system's key store, where the entry can reach one. */
  readonly keyStore?: SystemKeyStore;
  /** Vouchers a push takes along: measured speed asks for others than the usual number. */
  readonly batchSize?: number;
};

export type Workplace = Core & { close(): Promise<void> };

/** Throws an Error that names the file when the program's own resources are wrong. */
export function openWorkplace(parts: WorkplaceParts): Workplace {
  const { folder, resources, world, log } = parts;
  const programmes = loadProgrammes(join(resources, 'programmes'));
  settleRestore(folder);
  const announce: Core['announce'] = (event) => core.announce(event);
  const host = createCaseFileHost({
    ...{ folder, world, log, cost: parts.cost, ballastBytes: parts.ballastBytes, address: parts.address },
    keyStore: parts.keyStore,
    onHealth: (health) => announce({ kind: 'health', health }),
  });
  const sync = createSyncDoor({
    ...{ world, log, fetch: parts.fetch, programmes, openFile: host.openFile, announce },
    ...(parts.batchSize === undefined ? {} : { batchSize: parts.batchSize }),
  });
  const begin = () => {
    sync.begin();
    backups.begin();
  };
  const backups = createBackupKeeper({
    ...{ host, world, log, announce, program: manifest.version, after: afterUnreferenced },
    ...{ programmes: programmes.map(({ programme }) => programme.code), release: sync.stop, resume: sync.begin },
  });
  const core = createCore({
    handlers,
    world,
    log,
    programmes,
    territory: loadTerritory(resources),
    caseFile: beginAfterOpening(host, begin),
    sync,
    backups,
    nudge: sync.nudge,
  });
  return {
    ...core,
    close: async () => {
      await backups.stop();
      await sync.stop();
      await host.close();
    },
  };
}

/** Whoever opens the file starts its deliveries and its backups too. */
function beginAfterOpening(host: CaseFileHost, begin: () => void): CaseFileHost {
  const afterwards = async <Value>(opening: Promise<Value>): Promise<Value> => {
    const value = await opening;
    begin();
    return value;
  };
  return {
    ...host,
    create: (office) => afterwards(host.create(office)),
    signIn: (login, passphrase) => afterwards(host.signIn(login, passphrase)),
    recover: (login, recoveryCode, newPassphrase) => afterwards(host.recover(login, recoveryCode, newPassphrase)),
    systemUnlock: { ...host.systemUnlock, unlock: () => afterwards(host.systemUnlock.unlock()) },
  };
}

/** The register of territory as shipped, or as the office replaced it. */
export function loadTerritory(resources: string): Territory {
  const file = join(resources, 'teryt', 'malopolska.csv');
  const read = parseTeryt(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`${file}: ${read.problem.kind} in line ${read.problem.line}`);
  const municipalities = read.value;
  const counties = new Map(municipalities.map(({ countyTeryt, countyName }) => [countyTeryt, countyName]));
  return {
    counties: [...counties].map(([teryt, name]) => ({ teryt, name })),
    municipalities,
    certainty: { codes: 'B', kinds: 'D' },
  };
}
