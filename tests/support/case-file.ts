// A real encrypted case file in a temporary folder, made with a cheap passphrase derivation.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaseFileHost } from '../../electron/core/case-file-door.ts';
import type { CaseFileHost } from '../../electron/core/core.ts';
import type { SystemKeyStore } from '../../electron/core/system-unlock.ts';
import { realWorld, type World } from '../../electron/core/world.ts';
import type { CaseFile } from '../../electron/database/case-file.ts';
import { readHeader } from '../../electron/database/header.ts';
import { findDataKey, ownerOf, readKeyRing } from '../../electron/database/key-ring.ts';
import type { Health } from '../../shared/contract/health.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';
import type { Role } from '../../shared/domain/vocabulary.ts';

/** About a millisecond instead of 150; never outside tests and bulk tools. */
export const cheapCost = { memoryKib: 64, passes: 1, lanes: 1 };

export const passphrase = 'zielony rower stoi w sieni';

export type TestCaseFile = {
  readonly folder: string;
  readonly door: CaseFileHost;
  /** The open file. */
  readonly file: CaseFile;
  /** The administrator, with every role unless told otherwise; signs in with `passphrase`. */
  readonly user: SignedInUser;
  readonly recoveryCode: string;
  readonly world: World;
  /** Closes the file and removes the folder. */
  dispose(): Promise<void>;
};

export type TestCaseFileOptions = {
  readonly world?: World;
  readonly login?: string;
  readonly roles?: SignedInUser['roles'];
  readonly countyTeryt?: string;
  readonly name?: string;
  /** Where the file's temporary folder is made, if not where all are. */
  readonly parent?: string;
  readonly ballastBytes?: number;
  readonly keyStore?: SystemKeyStore;
  readonly onHealth?: (health: Health) => void;
};

const everyRole: Role[] = ['clerk', 'advisor', 'approver', 'administrator'];

export async function makeCaseFile(options: TestCaseFileOptions = {}): Promise<TestCaseFile> {
  const world = options.world ?? realWorld;
  const { parent = tmpdir(), ballastBytes, keyStore, onHealth = () => {} } = options;
  const temporary = mkdtempSync(join(parent, 'teczka-test-'));
  const folder = join(temporary, 'urzad.teczka');
  const door = createCaseFileHost({ folder, world, cost: cheapCost, ballastBytes, keyStore, onHealth });
  const { user, recoveryCode } = await door.create({
    name: options.name ?? 'Powiatowy Urząd Pracy w Olkuszu',
    countyTeryt: options.countyTeryt ?? '1212',
    administrator: {
      login: options.login ?? 'anna',
      displayName: 'Anna Zielińska',
      passphrase,
      roles: options.roles ?? everyRole,
    },
  });
  return {
    folder,
    door,
    file: getOpenFile(door),
    user,
    recoveryCode,
    world,
    dispose: async () => {
      await door.close();
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/** What a file's pages are encrypted with: for whoever looks past the program, as somebody may who knows a passphrase. */
export async function readDataKey(folder: string, login = 'anna', secret = passphrase): Promise<Uint8Array> {
  const { fileId } = readHeader(folder);
  const slot = readKeyRing(folder, fileId).logins.find((each) => each.login === login)?.slot;
  const dataKey = slot && (await findDataKey(slot, secret, { fileId, owner: ownerOf(login) }));
  if (dataKey === undefined) throw new Error('nobody has this login and passphrase');
  return dataKey;
}

/** The file behind a door that somebody opened. */
export function getOpenFile(door: CaseFileHost): CaseFile {
  const file = door.openFile();
  if (file === null) throw new Error('nobody opened the case file');
  return file;
}
