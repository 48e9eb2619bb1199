// What every route of the central office is given.
import type { Logger } from 'pino';
import type { Gate, GateLimits } from './back-pressure.ts';
import type { Database } from './database.ts';
import type { Life } from './ledger-life.ts';
import type { Metrics } from './metrics.ts';
import type { Secrets } from './secrets.ts';
import type { Traffic } from './traffic.ts';

/** Whether and how far a programme's vouchers are paid; a programme that isn't listed pays none. */
export type Funding = Readonly<
  Record<
    string,
    {
      /** Vouchers a person. */
      readonly cap: number;
      /** ID wsparcia; {number} is the agreement's number, {order} the order's. */
      readonly supportIdPattern: string;
    }
  >
>;

export type Limits = GateLimits & {
  /** From one address. */
  readonly requestsPerMinute: number;
  readonly enrolmentsPerMinute: number;
  /** Agreement numbers granted at enrolment, a programme. */
  readonly numbersAtEnrolment: number;
};

export type Office = {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly life: Life;
  readonly funding: Funding;
  readonly limits: Limits;
  readonly gate: Gate;
  readonly traffic: Traffic;
  readonly metrics: Metrics;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  readonly log: Logger;
  /** Without a trailing slash; null takes what the request's Host says (no proxy in front). */
  readonly publicUrl: string | null;
  /** Whose word about a workstation's address is taken, where a proxy stands in front. */
  readonly trustedProxies: string;
};
