// A real office behind the loopback host: encrypted case file, core, deliveries, and a central office of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../../electron/core/log.ts';
import { realWorld } from '../../electron/core/world.ts';
import { type LoopbackHost, startLoopbackHost } from '../../electron/http/loopback-host.ts';
import { readStaticFiles } from '../../electron/http/static-files.ts';
import { openWorkplace, type Workplace } from '../../electron/workplace.ts';
import { type Client, createClient } from '../../renderer/client/client.ts';
import type { Agreement } from '../../shared/contract/agreements.ts';
import type { Role } from '../../shared/domain/vocabulary.ts';
import { cheapCost, passphrase } from './case-file.ts';
import { startTestCentral, type TestCentral } from './central.ts';
import { answered, decide, finishBalance, openCase, signAgreement } from './office-day.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type EmptyOffice = {
  readonly folder: string;
  /** An address with a fresh one-time code. */
  newAddress(): string;
  readonly origin: string;
  /** A seat of its own beside the browser, for what a test need not click. */
  openClient(): Client;
  /** Idle minutes pass for the core at once. */
  letPass(minutes: number): void;
  close(): Promise<void>;
};

/** No case file yet, unless the folder has one: the first run. */
export async function openEmptyOffice(folder = join(newFolder(), 'biuro.teczka')): Promise<EmptyOffice> {
  let laterMs = 0;
  const workplace = openWorkplace({
    folder,
    resources: join(root, 'resources'),
    fetch,
    world: { ...realWorld, elapsedMs: () => realWorld.elapsedMs() + laterMs },
    log: silentLog,
    cost: cheapCost,
  });
  const host = await startLoopbackHost({
    core: workplace,
    files: readStaticFiles(join(root, 'dist', 'renderer')),
    port: 0,
    onCodeUsed: () => {},
  });
  return {
    folder,
    newAddress: host.newAddress,
    origin: `http://127.0.0.1:${host.port}`,
    openClient: () => seatOf(workplace),
    letPass: (minutes) => {
      laterMs += minutes * 60_000;
    },
    close: () => close(host, workplace, folder),
  };
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'teczka-browser-'));

function seatOf(workplace: Workplace): Client {
  const seat = workplace.openSeat(() => {});
  return createClient({ ask: seat.ask } as Parameters<typeof createClient>[0]); // the client only asks
}

async function close(host: LoopbackHost, workplace: Workplace, folder: string): Promise<void> {
  await host.close();
  await workplace.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
}

/** Everybody's passphrase is `passphrase`. Piotr both prepares and approves, so that he can try both on one order. */
export const staff = {
  administrator: { login: 'anna', displayName: 'Anna Zielińska', roles: ['administrator'] },
  clerk: { login: 'ewa', displayName: 'Ewa Nowak', roles: ['clerk'] },
  advisor: { login: 'jan', displayName: 'Jan Kos', roles: ['advisor'] },
  approver: { login: 'zofia', displayName: 'Zofia Bąk', roles: ['approver'] },
  both: { login: 'piotr', displayName: 'Piotr Łoś', roles: ['clerk', 'approver'] },
} as const satisfies Record<string, { login: string; displayName: string; roles: readonly Role[] }>;
export type Post = keyof typeof staff;

export type BrowserOffice = EmptyOffice & { readonly [Who in Post]: Client } & {
  readonly central: TestCentral;
  readonly recoveryCode: string;
};

/** A central office that runs already, and the address to reach it by: a proxy's, perhaps. */
type Line = { readonly central: TestCentral; readonly address: string };

/** An office at work: its staff, and the workstation enrolled at its central office. Closing it stops both. */
export async function openBrowserOffice(line?: Line): Promise<BrowserOffice> {
  const [office, central] = await Promise.all([openEmptyOffice(), line?.central ?? startTestCentral()]);
  const administrator = office.openClient();
  const { recoveryCode } = answered(
    await administrator.office.create({
      name: 'Powiatowy Urząd Pracy w Olkuszu',
      countyTeryt: '1212',
      administrator: { ...staff.administrator, roles: [...staff.administrator.roles], passphrase },
    }),
  );
  const hire = async (who: Post) => {
    const { roles, ...person } = staff[who];
    answered(await administrator.office.addUser({ ...person, roles: [...roles], passphrase }));
    return sitDown(office, who);
  };
  const { code } = await central.createEnrolmentCode('1212');
  const [clerk, advisor, approver, both] = [
    await hire('clerk'),
    await hire('advisor'),
    await hire('approver'),
    await hire('both'),
  ];
  answered(await administrator.sync.enrol({ centralUrl: line?.address ?? central.url, code }));
  const closeBoth = async () => {
    await office.close();
    await central.stop();
  };
  return { ...office, central, recoveryCode, administrator, clerk, advisor, approver, both, close: closeBoth };
}

/** One more seat where this colleague is signed in. */
async function sitDown(office: EmptyOffice, who: Post): Promise<Client> {
  const client = office.openClient();
  answered(await client.session.signIn({ login: staff[who].login, passphrase }));
  return client;
}

/** A signed KK agreement of a new person. */
export async function makeSignedAgreement(office: BrowserOffice): Promise<Agreement> {
  const opened = await openCase(office);
  await decide(office, opened);
  await finishBalance(office, opened.id, ['language', 'it']);
  return signAgreement(office, opened.id);
}
