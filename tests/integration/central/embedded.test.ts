// The embedded central office of demonstrations: it remembers its folder, and has it to itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedCentral } from '../../../central/embedded.ts';
import { FolderInUse } from '../../../central/folder.ts';
import { createCentralClient } from '../../../electron/sync/central-client.ts';
import { enrolDesk, freeze, funding, pushOnce, toItem, toLine } from '../../support/central.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-central-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what it acknowledged is there after a restart, with the same receipt; nobody else may open the folder', async () => {
  const first = await startEmbeddedCentral({ folder, funding });
  const desk = await enrolDesk(first);
  const delivery = freeze(toItem());
  const [accepted] = await pushOnce(desk, [delivery]);
  await expect(startEmbeddedCentral({ folder, funding })).rejects.toThrow(FolderInUse);
  await first.stop();

  const second = await startEmbeddedCentral({ folder, funding });
  try {
    const client = createCentralClient(toLine(), { ...desk.enrolment, centralUrl: second.url });
    const [replayed] = await pushOnce({ ...desk, client }, [delivery]);
    expect(replayed).toEqual({ ...accepted, replay: true });
    expect(await second.countVouchers()).toEqual({ accepted: 1, refused: 0, vouchers: 60 });
    expect(await second.revokeWorkstation(desk.enrolment.workstationId)).toBe(true);
    expect(await client.getSyncState()).toMatchObject({ ok: false, failure: { code: 'workstation-revoked' } });
  } finally {
    await second.stop();
  }
});
