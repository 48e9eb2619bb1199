// The three ways into the same dispatch: in-process, over the loopback host, through the window of the double.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../../electron/core/log.ts';
import { realWorld } from '../../electron/core/world.ts';
import { startLoopbackHost } from '../../electron/http/loopback-host.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import type {} from '../../renderer/client/transport.ts';
import { cheapCost } from '../support/case-file.ts';
import { openDouble } from '../support/electron-double/open-double.ts';

export type TestHost = {
  ask(operation: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
};

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

function openWorkplaceInTemporaryFolder() {
  const parent = mkdtempSync(join(tmpdir(), 'teczka-contract-'));
  const workplace = openWorkplace({
    folder: join(parent, 'biuro.teczka'),
    resources,
    fetch,
    world: realWorld,
    log: silentLog,
    cost: cheapCost,
  });
  const close = async () => {
    await workplace.close();
    rmSync(parent, { recursive: true });
  };
  return { workplace, close };
}

export async function openInProcess(): Promise<TestHost> {
  const { workplace, close } = openWorkplaceInTemporaryFolder();
  const seat = workplace.openSeat(() => {});
  return { ask: (operation, input) => seat.ask(operation, input), close };
}

export async function openLoopback(): Promise<TestHost> {
  const { workplace, close } = openWorkplaceInTemporaryFolder();
  const host = await startLoopbackHost({ core: workplace, files: new Map(), port: 0, onCodeUsed: () => {} });
  const origin = `http://127.0.0.1:${host.port}`;
  const post = async (path: string, body: unknown, token: string) => {
    const headers = { 'Content-Type': 'application/json', Origin: origin, Authorization: `Bearer ${token}` };
    const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  const code = new URL(host.newAddress()).hash.replace('#code=', '');
  const { token } = await post('/api/token', { code }, '');
  return {
    ask: (operation, input) => post('/api/ask', { operation, input }, token),
    close: async () => {
      await host.close();
      await close();
    },
  };
}

export async function openWindow(): Promise<TestHost> {
  const double = await openDouble();
  return {
    ask: (operation, input) =>
      double.page.evaluate(([name, given]) => window.teczka?.ask(name, given), [operation, input] as const),
    close: () => double.close(),
  };
}
