// What the environment says about running the central office. A wrong value is refused by the name of its variable.
import { fileURLToPath } from 'node:url';
import type { GateLimits } from './back-pressure.ts';
import { usualConnections } from './postgres.ts';
import { masterSecretBytes } from './secrets.ts';

export type Settings = {
  /** null takes the embedded database. */
  readonly databaseUrl: string | null;
  readonly connections: number;
  readonly folder: string;
  /** null takes the folder's. */
  readonly masterSecret: Buffer | null;
  readonly publicUrl: string | null;
  readonly trustedProxies: string;
  readonly host: string;
  readonly port: number;
  /** null shows no figures. */
  readonly metricsPort: number | null;
  readonly stopMs: number;
  readonly limits: Pick<GateLimits, 'batchesAtOnce' | 'batchesInHouse'> & { readonly requestsPerMinute: number };
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws an Error that names the variable. */
export function readSettings(environment: Environment): Settings {
  const text = (name: string) => environment[name]?.trim() || null;
  const number = (name: string, usual: number) => readNumber(name, text(name), usual);
  const connections = number('DATABASE_CONNECTIONS', usualConnections);
  return {
    databaseUrl: text('DATABASE_URL'),
    connections,
    folder: text('TECZKA_CENTRAL_FOLDER') ?? fileURLToPath(new URL('../.data/central', import.meta.url)),
    masterSecret: readSecret(text('TECZKA_CENTRAL_SECRET')),
    publicUrl: text('TECZKA_CENTRAL_URL'),
    trustedProxies: text('TRUSTED_PROXIES') ?? 'loopback',
    host: text('HOST') ?? '127.0.0.1',
    port: number('PORT', 8070),
    metricsPort: text('METRICS_PORT') === null ? null : number('METRICS_PORT', 0),
    stopMs: number('STOP_SECONDS', 20) * 1000,
    limits: {
      // Two are left for whoever is recognised or asks a question meanwhile.
      batchesAtOnce: Math.max(1, connections - 2),
      batchesInHouse: number('BATCHES_IN_HOUSE', 256),
      requestsPerMinute: number('REQUESTS_PER_MINUTE', 6000),
    },
  };
}

function readNumber(name: string, text: string | null, usual: number): number {
  if (text === null) return usual;
  if (!/^\d{1,6}$/.test(text)) throw new Error(`${name} is a whole number, not "${text}"`);
  return Number(text);
}

function readSecret(text: string | null): Buffer | null {
  if (text === null) return null;
  const bytes = /^[0-9a-f]*$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.alloc(0);
  // Never the value itself: it is the one thing that nobody may read in a terminal's history.
  if (bytes.length !== masterSecretBytes)
    throw new Error(`TECZKA_CENTRAL_SECRET has ${masterSecretBytes * 2} hex digits`);
  return bytes;
}

/** Which database, without user and passphrase. */
export function nameDatabase({ databaseUrl }: Settings): string {
  if (databaseUrl === null) return 'embedded';
  const url = URL.parse(databaseUrl);
  return url === null ? 'server' : `${url.host || 'socket'}${url.pathname}`;
}
