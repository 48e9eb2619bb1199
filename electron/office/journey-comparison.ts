// After a journey: the case file is opened anew, as tomorrow, and compared with what the central office says it holds.
import { randomBytes } from 'node:crypto';
import { createCaseFileHost } from '../core/case-file-door.ts';
import { realWorld } from '../core/world.ts';
import { type HeldDelivery, listDeliveries } from '../database/holdings.ts';
import { findEnrolment } from '../database/workstation.ts';
import { createCentralClient } from '../sync/central-client.ts';
import { compareHoldings } from '../sync/comparison.ts';
import { demonstrationUsers } from './demonstration-users.ts';

export type Comparison = {
  readonly deliveries: readonly HeldDelivery[];
  /** Ids of vouchers; null where the central office could not be asked, so that nobody knows. */
  readonly lost: readonly string[] | null;
  readonly duplicated: readonly string[] | null;
};

export async function compareWithCentral(folder: string): Promise<Comparison> {
  const host = createCaseFileHost({ folder, world: realWorld });
  try {
    const { login, passphrase } = demonstrationUsers.administrator;
    await host.signIn(login, passphrase);
    const file = host.openFile();
    const enrolment = file === null ? undefined : findEnrolment(file.read);
    if (file === null || enrolment === undefined) throw new Error('the journey enrolled its case file');
    const newNonce = () => randomBytes(18).toString('base64url');
    const client = createCentralClient({ fetch: globalThis.fetch, now: realWorld.now, newNonce }, enrolment);
    const held = await client.listHeldVouchers();
    const deliveries = listDeliveries(file.read);
    if (!held.ok) return { deliveries, lost: null, duplicated: null };
    return { deliveries, ...compareHoldings(deliveries, held.value) };
  } finally {
    await host.close();
  }
}
