// Bodies of requests: JSON, as it is or packed with zstd. The bytes as sent are kept: the digest is about them (RFC 9530).
import { constants, type Zlib, type ZstdOptions, zstdDecompressSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { batchBytesLimit } from '../shared/wire/batch.ts';
import { HttpProblem } from './http-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body's bytes as received, still packed where it came packed; null without a body. */
    bodyBytes: Buffer | null;
  }
}

/** Content codings that are read, beside none. */
export const contentCodings = ['zstd'];

export function keepBodyBytes(app: FastifyInstance): void {
  app.decorateRequest('bodyBytes', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request: FastifyRequest, bytes: Buffer) => {
    request.bodyBytes = bytes;
    return readJson(bytes, request.headers['content-encoding']);
  });
}

/** At once: to hand a mebibyte to another thread and take it back is more work than to unpack and read it. */
async function readJson(bytes: Buffer, coding?: string): Promise<unknown> {
  const plain = decode(bytes, coding);
  try {
    return JSON.parse(plain.toString('utf8'));
  } catch {
    throw new HttpProblem('bad-request');
  }
}

function decode(bytes: Buffer, coding = 'identity'): Buffer {
  switch (coding.trim().toLowerCase()) {
    case 'identity':
      return bytes;
    case 'zstd':
      return unpack(bytes);
    default:
      throw new HttpProblem('unknown-coding', { headers: { 'accept-encoding': contentCodings.join(', ') } });
  }
}

/** A frame may ask for so much memory and no more: 8 MiB, as RFC 8878 recommends. */
const windowLogMax = 23;
/** A hundred vouchers and their envelope fit: one piece, which needs not be put together. */
const chunkSize = 262_144;

function unpack(packed: Buffer): Buffer {
  const params = { [constants.ZSTD_d_windowLogMax]: windowLogMax };
  const { buffer, engine } = inflate(packed, { maxOutputLength: batchBytesLimit, params, chunkSize, info: true });
  // What stands behind the first frame would be passed over in silence.
  if (engine.bytesWritten !== packed.length) throw new HttpProblem('bad-request');
  return buffer;
}

function inflate(packed: Buffer, options: ZstdOptions) {
  try {
    // With `info` the engine comes too, which its types don't say.
    return zstdDecompressSync(packed, options) as unknown as { buffer: Buffer; engine: Zlib };
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new HttpProblem(isTooLarge ? 'too-large' : 'bad-request');
  }
}
