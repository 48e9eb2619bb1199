// Bodies of requests: JSON, as it is or packed with zstd. The bytes as sent are kept: the digest is about them (RFC 9530).
import { promisify } from 'node:util';
import { constants, type Zlib, zstdDecompress } from 'node:zlib';
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

async function readJson(bytes: Buffer, coding?: string): Promise<unknown> {
  const plain = await decode(bytes, coding);
  try {
    return JSON.parse(plain.toString('utf8'));
  } catch {
    throw new HttpProblem('bad-request');
  }
}

async function decode(bytes: Buffer, coding = 'identity'): Promise<Buffer> {
  switch (coding.trim().toLowerCase()) {
    case 'identity':
      return bytes;
    case 'zstd':
      return unpack(bytes);
    default:
      throw new HttpProblem('unknown-coding', { headers: { 'accept-encoding': contentCodings.join(', ') } });
  }
}

const inflate = promisify(zstdDecompress);
/** A frame may ask for so much memory and no more: 8 MiB, as RFC 8878 recommends. */
const windowLogMax = 23;

async function unpack(packed: Buffer): Promise<Buffer> {
  const params = { [constants.ZSTD_d_windowLogMax]: windowLogMax };
  const unpacked = await inflate(packed, { maxOutputLength: batchBytesLimit, params, info: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new HttpProblem(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'bad-request');
    },
  );
  // With `info` the engine comes too, which its types don't say.
  const { buffer, engine } = unpacked as unknown as { buffer: Buffer; engine: Zlib };
  // What stands behind the first frame would be passed over in silence.
  if (engine.bytesWritten !== packed.length) throw new HttpProblem('bad-request');
  return buffer;
}
