// One journey: a fresh case file, three people at three desks, every application and order of the files.
import type { Agreement } from '../../shared/contract/agreements.ts';
import { silentLog } from '../core/log.ts';
import { realWorld } from '../core/world.ts';
import { openWorkplace } from '../workplace.ts';
import { setUpDemonstrationOffice } from './demonstration-office.ts';
import { demonstrationUsers } from './demonstration-users.ts';
import { openDesk } from './desk.ts';
import { installedProgrammes, installedResources } from './installed-rules.ts';
import { type Desks, type KnownPeople, openCase } from './journey-cases.ts';
import { type CentralAddress, enrolAt } from './journey-central.ts';
import { type DeliveryWatch, watchDeliveries } from './journey-deliveries.ts';
import type { JourneyFiles } from './journey-files.ts';
import { type Accepted, openOrderDesk, type Refused } from './journey-orders.ts';

export type JourneyWish = {
  /** Of the new case file. */
  readonly folder: string;
  readonly files: JourneyFiles;
  readonly central: CentralAddress;
  /** How long a silent central office is waited for. */
  readonly patienceMs: number;
  /** Called after each application and order; what it throws ends the journey. */
  readonly onProgress: (done: number) => void;
};

export type Travelled = {
  readonly people: number;
  readonly cases: number;
  /** In file order; an order that the central office refused stands among them with its cause. */
  readonly outcomes: readonly (Accepted | Refused)[];
};

/** Its passphrases are printed wherever they are used: a slow derivation would protect nothing. */
const cheapCost = { memoryKib: 64, passes: 1, lanes: 1 };

/** Resolves with the case file closed. */
export async function travel(wish: JourneyWish): Promise<Travelled> {
  const parts = { folder: wish.folder, resources: installedResources, fetch: globalThis.fetch };
  const workplace = openWorkplace({ ...parts, world: realWorld, log: silentLog, cost: cheapCost });
  try {
    await setUpDemonstrationOffice(workplace);
    await enrolAt(wish.central, await openDesk(workplace, demonstrationUsers.administrator));
    const watch = watchDeliveries(wish.patienceMs);
    const desks: Desks = {
      clerk: await openDesk(workplace, demonstrationUsers.clerk),
      advisor: await openDesk(workplace, demonstrationUsers.advisor),
      approver: await openDesk(workplace, demonstrationUsers.approver, watch.listener),
    };
    return await work(wish, desks, watch);
  } finally {
    await workplace.close();
  }
}

async function work({ files, onProgress }: JourneyWish, desks: Desks, watch: DeliveryWatch): Promise<Travelled> {
  const known: KnownPeople = new Map();
  const agreements = new Map<string, Agreement | null>();
  let done = 0;
  const goOn = async () => {
    done += 1;
    onProgress(done);
    // Deliveries travel while the next case is worked on.
    if (done % turnEvery === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  for (const application of files.applications) {
    agreements.set(application.row.application_no, await openCase(desks, application, known));
    await goOn();
  }
  const programmes = installedProgrammes().map(({ programme }) => programme);
  const orderDesk = openOrderDesk({ desks, watch, programmes, agreements });
  const outcomes: (Accepted | Refused)[] = [];
  for (const order of files.orders) {
    outcomes.push(await orderDesk.place(order));
    await goOn();
  }
  const accepted = outcomes.flatMap((outcome) => ('voucherId' in outcome ? [outcome.voucherId] : []));
  await watch.settle(accepted, desks.approver);
  const people = new Set(known.values()).size;
  return { people, cases: files.applications.length, outcomes };
}

const turnEvery = 20;
