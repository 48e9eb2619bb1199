// How sending goes.
import type { Failure } from './failure.ts';

export type PushState = {
  readonly lastExchangeAt: string | null;
  readonly lastFailure: (Pick<Failure, 'cause' | 'code'> & { readonly at: string }) | null;
  readonly nextTryAt: string | null;
  readonly inFlight: boolean;
};

export const noPush: PushState = { lastExchangeAt: null, lastFailure: null, nextTryAt: null, inFlight: false };
