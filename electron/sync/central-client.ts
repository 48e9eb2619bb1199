// What a workstation may ask the central office, one function a question.
import type { z } from 'zod';
import {
  type BatchRequest,
  type BatchResponse,
  batchResponse,
  type HeldItem,
  type HeldVouchers,
  heldItem,
  heldVouchers,
} from '../../shared/wire/batch.ts';
import { type NumberBlock, type NumberRequest, numberBlocksResponse } from '../../shared/wire/enrolment.ts';
import {
  type Decisions,
  decisions,
  type PersonPool,
  type PersonPoolRequest,
  personPool,
  type SyncState,
  syncState,
} from '../../shared/wire/ledger.ts';
import { type Body, type Line, openExchange, toBody } from './exchange.ts';
import type { Reply } from './failure.ts';
import { toSigner } from './workstation-key.ts';

/** Who asks, as stored at enrolment. */
export type WorkstationIdentity = {
  readonly centralUrl: string;
  readonly workstationId: string;
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array;
};

/** Somebody looks at a dialog meanwhile. */
const adviceTimeoutMs = 4_000;

type Held = HeldVouchers['vouchers'][number];

export type Batch = Omit<BatchRequest, 'schema'>;

export type CentralClient = {
  push(batch: Batch): Promise<Reply<BatchResponse>>;
  /** Does what can be done of a push before its turn: for the very batch that is pushed next. */
  prepare(batch: Batch): void;
  getSyncState(): Promise<Reply<SyncState>>;
  listDecisions(after: number): Promise<Reply<Decisions>>;
  requestNumbers(wanted: readonly NumberRequest[]): Promise<Reply<NumberBlock[]>>;
  getPersonPool(question: Omit<PersonPoolRequest, 'schema'>): Promise<Reply<PersonPool>>;
  /** One item of this workstation, as it was sent. */
  getHeldItem(id: string): Promise<Reply<HeldItem>>;
  /** Everything that is held of this workstation, page by page. */
  listHeldVouchers(): Promise<Reply<Held[]>>;
};

export function createCentralClient(line: Line, identity: WorkstationIdentity): CentralClient {
  const exchange = openExchange(line, identity.centralUrl, {
    keyId: identity.workstationId,
    sign: toSigner(identity.privateKey),
  });
  const get = <Schema extends z.ZodType>(path: string, answer: Schema) => exchange({ method: 'GET', path, answer });
  const post = <Schema extends z.ZodType>(path: string, content: unknown, answer: Schema) =>
    exchange({ method: 'POST', path, body: toBody(content), answer });
  let isPacking = false;
  const prepared = new WeakMap<Batch, Body>();
  const pack = (batch: Batch) => toBody({ schema: 'batch/1', ...batch }, isPacking);
  const push = (body: Body) => exchange({ method: 'POST', path: '/v1/vouchers:batch', body, answer: batchResponse });
  return {
    prepare: (batch) => void prepared.set(batch, pack(batch)),
    push: async (batch) => {
      const body = prepared.get(batch) ?? pack(batch);
      const reply = await push(body);
      if (!body.isPacked || reply.ok || reply.failure.status !== 415) return reply;
      isPacking = false;
      return push(pack(batch));
    },
    getSyncState: async () => {
      const reply = await get('/v1/sync-state', syncState);
      if (reply.ok) isPacking = (reply.value.encodings ?? []).includes('zstd');
      return reply;
    },
    listDecisions: (after) => get(`/v1/decisions?after=${after}`, decisions),
    requestNumbers: async (wanted) => {
      const reply = await post('/v1/number-blocks', { schema: 'number-blocks/1', wanted }, numberBlocksResponse);
      return reply.ok ? { ok: true, value: reply.value.numberBlocks } : reply;
    },
    getPersonPool: (question) =>
      exchange({
        ...{ method: 'POST', path: '/v1/person-pool', body: toBody({ schema: 'person-pool/1', ...question }) },
        ...{ answer: personPool, timeoutMs: adviceTimeoutMs },
      }),
    getHeldItem: (id) => get(`/v1/vouchers/${encodeURIComponent(id)}/item`, heldItem),
    listHeldVouchers: () => listPages((after) => get(`/v1/vouchers/ids${after}`, heldVouchers)),
  };
}

async function listPages(getPage: (query: string) => Promise<Reply<HeldVouchers>>): Promise<Reply<Held[]>> {
  const held: Held[] = [];
  let query = '';
  for (;;) {
    const page = await getPage(query);
    if (!page.ok) return page;
    held.push(...page.value.vouchers);
    if (page.value.next === null) return { ok: true, value: held };
    query = `?after=${encodeURIComponent(page.value.next)}`;
  }
}
