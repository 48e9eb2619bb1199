// Bodies packed with zstd: unpacked within the bound of any body, or refused; the signature is over the bytes as sent.
import { createHash } from 'node:crypto';
import { constants, createZstdCompress, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchBytesLimit, batchResponse } from '../../shared/wire/batch.ts';
import { problemDocument, readProblemCode } from '../../shared/wire/problem.ts';
import { type Desk, enrolDesk, freeze, startTestCentral, type TestCentral, toItem } from '../support/central.ts';
import { sendSigned } from './raw-central.ts';

let central: TestCentral;
let desk: Desk;
beforeAll(async () => {
  central = await startTestCentral();
  desk = await enrolDesk(central);
});
afterAll(() => central.stop());

const path = '/v1/vouchers:batch';

function send(body: Buffer, coding = 'zstd') {
  return sendSigned(desk, { path, body, headers: { 'content-encoding': coding } });
}

async function refusalOf(body: Buffer, coding?: string): Promise<[number, string | null]> {
  const { status, body: text } = await send(body, coding);
  return [status, readProblemCode(problemDocument.parse(JSON.parse(text)))];
}

function toBatch(count = 1): Buffer {
  const items = Array.from({ length: count }, () => freeze(toItem())).map(({ voucherId: id, hash, body }) => ({
    ...{ id, hash, body },
  }));
  return Buffer.from(JSON.stringify({ schema: 'batch/1', auditHead: null, items }));
}

/** One whose frame doesn't say how much is in it, and asks for so much memory. */
async function packAsStream(parts: readonly Buffer[], windowLog: number): Promise<Buffer> {
  const engine = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: windowLog } });
  for (const part of parts) {
    engine.write(part);
    await new Promise<void>((flushed) => engine.flush(() => flushed()));
  }
  engine.end();
  return Buffer.concat(await engine.toArray());
}

test('a packed batch is taken in as the plain one is, and workstations are told that it may come', async () => {
  const batch = toBatch(100);
  const packed = zstdCompressSync(batch);
  expect(packed.length).toBeLessThan(batch.length / 3);
  const answer = await send(packed);
  const { results } = batchResponse.parse(JSON.parse(answer.body));
  expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 100 }, () => 'accepted'));
  const state = await desk.client.getSyncState();
  expect(state.ok && state.value.encodings).toEqual(['zstd']);
});

test('a batch packed as a stream is taken in too', async () => {
  const batch = toBatch();
  const packed = await packAsStream([batch.subarray(0, 100), batch.subarray(100)], 21);
  expect((await send(packed)).status).toBe(200);
});

test('the digest is that of the bytes as sent: signed over the plain text, a packed body is refused', async () => {
  const batch = toBatch();
  const digest = `sha-256=:${createHash('sha256').update(batch).digest('base64')}:`;
  const headers = { 'content-encoding': 'zstd', 'content-digest': digest };
  const answer = await sendSigned(desk, { path, body: zstdCompressSync(batch), headers });
  expect([answer.status, JSON.parse(answer.body).type]).toEqual([401, 'urn:teczka:problem:signature-invalid']);
});

describe('what would fill the memory', () => {
  test('a bomb of a gibibyte in thirty kilobytes is too large', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(1 << 30));
    expect(bomb.length).toBeLessThan(batchBytesLimit);
    expect(await refusalOf(bomb)).toEqual([413, 'too-large']);
  });

  test('one byte above the bound is too large, packed or not', async () => {
    const text = Buffer.alloc(batchBytesLimit + 1, ' ');
    expect(await refusalOf(zstdCompressSync(text))).toEqual([413, 'too-large']);
    expect(await refusalOf(text, 'identity')).toEqual([413, 'too-large']);
  });

  test('a frame that asks for 128 MiB to be unpacked in is refused', async () => {
    expect(await refusalOf(await packAsStream([toBatch(), Buffer.from(' ')], 27))).toEqual([400, 'bad-request']);
  });
});

describe('what is no frame', () => {
  const whole = zstdCompressSync(Buffer.from('{"schema": "batch/1", "auditHead": null, "items": []}'));
  const checked = zstdCompressSync(toBatch(), { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  const wrongSum = Buffer.from(checked);
  wrongSum.writeUInt8(wrongSum.readUInt8(wrongSum.length - 1) ^ 1, wrongSum.length - 1);
  test.each<[string, Buffer]>([
    ['garbage', Buffer.from('this was never packed')],
    ['nothing at all', zstdCompressSync(Buffer.alloc(0))],
    ['plain JSON', toBatch()],
    ['half a frame', checked.subarray(0, checked.length >> 1)],
    ['a frame without its checksum', checked.subarray(0, -4)],
    ['a frame with another checksum', wrongSum],
    ['a frame with something behind it', Buffer.concat([whole, Buffer.from('more')])],
    ['two frames', Buffer.concat([whole, whole])],
    ['a frame in a frame', zstdCompressSync(checked)],
    ['only what is to be skipped', Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2])],
  ])('%s is refused', async (_, body) => {
    expect(await refusalOf(body)).toEqual([400, 'bad-request']);
  });

  test('every cut and every flipped byte of a frame gets an answer that is no fault', async () => {
    for (let at = 1; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 255, at);
      for (const body of [whole.subarray(0, at), flipped]) {
        const { status } = await send(body);
        expect([400, 413, 426]).toContain(status);
      }
    }
  });
});

test.each(['gzip', 'br', 'deflate', 'zstd, zstd', 'gzip, zstd', 'x', '__proto__', 'zstd;q=1'])(
  'the coding "%s" is not read, and the answer says which is',
  async (coding) => {
    expect(await refusalOf(toBatch(), coding)).toEqual([415, 'unknown-coding']);
    const response = await fetch(`${central.url}/v1/enrolments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': coding },
      body: '{}',
    });
    expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'zstd']);
  },
);
