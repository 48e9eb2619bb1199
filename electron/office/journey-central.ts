// Which central office a journey goes to: one of its own, in memory, or the one at an address.
import { join } from 'node:path';
import { startEmbeddedCentral } from '../../central/embedded.ts';
import { readFunding } from '../../central/funding.ts';
import { Unusable } from './arguments.ts';
import { demonstrationOffice } from './demonstration-users.ts';
import { type Desk, describeProblem } from './desk.ts';
import { installedResources } from './installed-rules.ts';

export type CentralAddress = { readonly url: string; readonly code: string };
export type JourneyCentral = CentralAddress & { stop(): Promise<void> };

/** Throws Unusable when an address comes without a code. */
export function readCentral(url: string | undefined, code: string | undefined): CentralAddress | null {
  if (url === undefined && code !== undefined) throw new Unusable('--code is for the central office at --central URL');
  if (url === undefined) return null;
  const found = code ?? process.env.TECZKA_ENROLMENT_CODE;
  if (found) return { url, code: found };
  const { countyTeryt } = demonstrationOffice;
  throw new Unusable(
    `a central office takes a workstation in with a one-time code for county ${countyTeryt}: give it as --code CODE or in TECZKA_ENROLMENT_CODE`,
  );
}

/** `people` says how many agreement numbers are granted at once. */
export async function startCentral(address: CentralAddress | null, people: number): Promise<JourneyCentral> {
  if (address !== null) return { ...address, stop: async () => undefined };
  const central = await startEmbeddedCentral({
    folder: null,
    funding: readFunding(join(installedResources, 'programmes')),
    limits: { numbersAtEnrolment: people + 100 },
  });
  const { code } = await central.createEnrolmentCode(demonstrationOffice.countyTeryt);
  return { url: central.url, code, stop: central.stop };
}

/** Throws Unusable when the central office cannot be asked or does not take the code. */
export async function enrolAt({ url, code }: CentralAddress, administrator: Desk): Promise<void> {
  const enrolled = await administrator.ask('sync.enrol', { centralUrl: url, code });
  if (!enrolled.ok)
    throw new Unusable(
      `the central office at ${url} did not take this workstation in (${describeProblem(enrolled.problem)})`,
    );
}
