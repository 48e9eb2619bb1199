// Requests on their way through, counted: a stop lets them through and lets no further ones in.
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem.ts';

export type Traffic = {
  readonly isClosing: () => boolean;
  /** Further requests are refused from now on. Resolves with how many were still under way after so long, usually 0. */
  drain(deadlineMs: number): Promise<number>;
  /** Gives what says that it is through. */
  enter(): () => void;
};

/** Whoever asks whether we serve gets an answer to the last. */
const alwaysAnswered = new Set(['/health', '/ready']);
/** By then another process serves at this address. */
const retryAfterSeconds = 5;

export function createTraffic(): Traffic {
  let underway = 0;
  let isClosing = false;
  const awaitingNone = new Set<() => void>();
  return {
    isClosing: () => isClosing,
    enter: () => {
      underway += 1;
      return () => {
        underway -= 1;
        if (underway === 0) for (const tell of awaitingNone) tell();
      };
    },
    drain: (deadlineMs) => {
      isClosing = true;
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          awaitingNone.delete(finish);
          resolve(underway);
        };
        const timer = setTimeout(finish, deadlineMs);
        awaitingNone.add(finish);
        if (underway === 0) finish();
      });
    },
  };
}

/** To be added before any other hook. */
export function watchTraffic(app: FastifyInstance, { traffic }: { readonly traffic: Traffic }): void {
  // Without a promise: a tick later the socket, and with it the address that the rate limit asks for, may be gone.
  app.addHook('onRequest', (request, reply, done) => {
    if (alwaysAnswered.has(request.routeOptions.url ?? '')) return done();
    if (traffic.isClosing()) {
      reply.header('connection', 'close');
      return done(new HttpProblem('unavailable', { retryAfterSeconds }));
    }
    reply.raw.once('close', traffic.enter());
    done();
  });
}
