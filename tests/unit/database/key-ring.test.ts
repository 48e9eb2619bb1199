import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as keys from '../../../electron/database/key-ring.ts';
import { cheapCost } from '../../support/case-file.ts';

const fileId = '01900000-0000-7000-8000-000000000001';
const dataKey = randomBytes(32);
const secret = randomBytes(32).toString('base64');
let folder: string;
let ring: keys.KeyRing;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'teczka-ring-'));
  const wrap = (owner: string) => keys.wrapKey(dataKey, secret, { fileId, owner, cost: cheapCost });
  const slotOf = async (login: string) => ({ login, slot: await wrap(keys.ownerOf(login)) });
  const logins = [await slotOf('anna'), await slotOf('ewa')];
  ring = {
    ...keys.newKeyRing(fileId, { logins, recovery: await wrap(keys.recoveryOwner) }),
    system: { login: 'ewa', slot: await wrap(keys.systemOwnerOf('ewa')), sealed: 'AAAA' },
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a key ring with a slot for the system’s key store', () => {
  test('is read as it was written, and so is one without', () => {
    for (const written of [ring, keys.withoutSystem(ring)]) {
      keys.writeKeyRing(folder, written);
      expect(keys.readKeyRing(folder, fileId)).toEqual(written);
    }
  });

  test('keeps it as long as its login has a key, and no longer', () => {
    const [anna, ewa] = ring.logins;
    if (anna === undefined || ewa === undefined) throw new Error('both have a slot');
    expect(keys.withLogins(ring, [ewa]).system).toEqual(ring.system);
    expect(keys.withLogins(ring, [anna])).toEqual({ ...keys.withoutSystem(ring), logins: [anna] });
  });

  test('gives its key to the secret, and only as what it is', async () => {
    const slot = ring.system?.slot ?? ring.recovery;
    const key = await keys.findDataKey(slot, secret, { fileId, owner: keys.systemOwnerOf('ewa') });
    expect(key).toEqual(dataKey);
    for (const owner of [keys.systemOwnerOf('anna'), keys.ownerOf('ewa'), keys.recoveryOwner]) {
      expect(await keys.findDataKey(slot, secret, { fileId, owner })).toBeUndefined();
    }
    const elsewhere = { fileId: fileId.replace('1', '2'), owner: keys.systemOwnerOf('ewa') };
    expect(await keys.findDataKey(slot, secret, elsewhere)).toBeUndefined();
  });

  test.each<[string, object]>([
    ['no sealed secret', { sealed: '' }],
    ['a sealed secret that is no base64', { sealed: '…' }],
    ['a sealed secret that never ends', { sealed: 'A'.repeat(12_000) }],
    ['more than it should have', { surprise: 1 }],
  ])('is damaged when that slot has %s', (_, change) => {
    keys.writeKeyRing(folder, { ...ring, system: Object.assign({ ...ring.system }, change) } as keys.KeyRing); // on purpose
    expect(() => keys.readKeyRing(folder, fileId)).toThrow(
      expect.objectContaining({ problem: { kind: 'case-file-damaged' } }),
    );
  });
});
