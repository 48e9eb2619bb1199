// Back-pressure: how many batches may be in the house, how many of them at the database, how many of one workstation.
// Whoever comes beyond that is told at once when to come back: what waits here is bounded, and so is the memory it takes.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { getWorkstation } from './authentication.ts';
import { HttpProblem } from './http-problem.ts';
import type { Metrics } from './metrics.ts';

/** As it stands in routes/vouchers.ts. */
export const batchRoute = '/v1/vouchers::batch';

export type GateLimits = {
  /** Batches at the database at the same time. */
  readonly batchesAtOnce: number;
  /** Batches whose bytes are read or kept, those at the database included. */
  readonly batchesInHouse: number;
  readonly batchesPerWorkstation: number;
  /** A batch that waited longer for the database is sent back: its workstation hardly listens any more. */
  readonly longestWaitMs: number;
};

type Refusal = 'house-full' | 'workstation-full' | 'waited-too-long';

export type Gate = {
  /** Takes a place before the body is read; free again when the answer is out. Throws HttpProblem. */
  admit(reply: FastifyReply, workstationId: string): void;
  /** Does the work when it is this batch's turn, in the order of coming. Throws HttpProblem when that takes too long. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>;
};

/** What a workstation waits at least; its own back-off spreads the crowd. */
const retryAfterSeconds = 2;

export function createGate(limits: GateLimits, metrics: Metrics): Gate {
  const turnedAway = metrics.counter('teczka_batches_turned_away_total', 'Batches answered with 429, by reason.');
  const refuse = (reason: Refusal): HttpProblem => {
    turnedAway({ reason });
    return new HttpProblem('too-many-requests', { retryAfterSeconds });
  };
  const places = createPlaces(limits, refuse);
  const turns = createTurns(limits, refuse);
  metrics.gauge('teczka_batches', 'Batches in the house, and of these: at the database, waiting for it.', () => {
    const { atWork, waiting } = turns.figures();
    return [
      { labels: { state: 'in-house' }, value: places.taken() },
      { labels: { state: 'at-work' }, value: atWork },
      { labels: { state: 'waiting' }, value: waiting },
    ];
  });
  return {
    admit: (reply, workstationId) => {
      // One that left while it was being recognised would never give its place back.
      if (reply.request.raw.socket.destroyed) throw new HttpProblem('bad-request');
      reply.raw.once('close', places.take(workstationId));
    },
    inTurn: turns.inTurn,
  };
}

/** To be added behind demandWorkstation: nobody else takes up a place. */
export function admitBatches(app: FastifyInstance, { gate }: { readonly gate: Gate }): void {
  app.addHook('preParsing', async (request, reply) => {
    if (request.routeOptions.url === batchRoute) gate.admit(reply, getWorkstation(request).id);
  });
}

type Refuse = (reason: Refusal) => HttpProblem;

function createPlaces({ batchesInHouse, batchesPerWorkstation }: GateLimits, refuse: Refuse) {
  const byWorkstation = new Map<string, number>();
  let taken = 0;
  return {
    taken: () => taken,
    /** Gives what frees the place. */
    take: (workstationId: string): (() => void) => {
      const own = byWorkstation.get(workstationId) ?? 0;
      if (own >= batchesPerWorkstation) throw refuse('workstation-full');
      if (taken >= batchesInHouse) throw refuse('house-full');
      taken += 1;
      byWorkstation.set(workstationId, own + 1);
      return () => {
        taken -= 1;
        const left = (byWorkstation.get(workstationId) ?? 1) - 1;
        if (left === 0) byWorkstation.delete(workstationId);
        else byWorkstation.set(workstationId, left);
      };
    },
  };
}

function createTurns({ batchesAtOnce, batchesInHouse, longestWaitMs }: GateLimits, refuse: Refuse) {
  /** What begins the work of each that waits, the first to come first. */
  const waiting = new Set<() => void>();
  let atWork = 0;
  const next = () => {
    const [begin] = waiting;
    begin?.();
  };
  const getTurn = () =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        waiting.delete(begin);
        atWork += 1;
        resolve();
      };
      const giveUp = () => {
        waiting.delete(begin);
        reject(refuse('waited-too-long'));
      };
      const timer = setTimeout(giveUp, longestWaitMs);
      waiting.add(begin);
      if (atWork < batchesAtOnce) next();
    });
  return {
    inTurn: async <Value>(work: () => Promise<Value>): Promise<Value> => {
      // Places are freed when a workstation hangs up, and what it left behind still waits here.
      if (waiting.size >= batchesInHouse) throw refuse('house-full');
      await getTurn();
      try {
        return await work();
      } finally {
        atWork -= 1;
        next();
      }
    },
    figures: () => ({ atWork, waiting: waiting.size }),
  };
}
