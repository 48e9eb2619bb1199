// PostgreSQL is killed while a transaction waits between two statements. A double speaks its protocol, so that the moment
// is exact and no server is needed.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openPostgres } from '../../central/postgres.ts';
import { migrations } from '../../central/schema.ts';

function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value: string) => Buffer.from(`${value}\0`);
const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number) => Buffer.concat([int16(value >> 16), int16(value & 0xffff)]);
const ready = message('Z', Buffer.from('I'));
const done = Buffer.concat([message('C', text('SELECT 1')), ready]);
const version = Buffer.from(String(migrations.length));
const column = [int32(0), int16(0), int32(23), int16(4), int32(-1), int16(0)];
const versionRow = Buffer.concat([
  message('T', Buffer.concat([int16(1), text('version'), ...column])),
  message('D', Buffer.concat([int16(1), int32(version.length), version])),
  done,
]);
const killed = message(
  'E',
  Buffer.concat([text('SFATAL'), text('C57P01'), text('Mpostmaster is gone'), Buffer.from([0])]),
);

/** Answers every statement; knows only which version the schema has. */
async function startDouble() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let isGreeted = false;
    socket.on('data', (bytes) => {
      if (!isGreeted) socket.write(Buffer.concat([message('R', int32(0)), ready]));
      else if (bytes.toString('latin1').startsWith('Q')) {
        socket.write(bytes.includes('max(version)') ? versionRow : done);
      }
      isGreeted = true;
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // what a server that listens on TCP has
  return {
    url: `postgres://nobody@127.0.0.1:${port}/ledger`,
    /** As PostgreSQL's processes do when their postmaster is killed. Resolves when the other side knows. */
    kill: () =>
      Promise.all([...sockets].map((socket) => new Promise<void>((gone) => socket.on('close', gone).end(killed)))),
    stop: () => new Promise((stopped) => server.close(stopped)),
  };
}

test('a PostgreSQL that is killed between two statements ends the transaction, not the central office', async () => {
  const postgres = await startDouble();
  const database = await openPostgres(postgres.url, () => undefined);
  const transaction = database.transaction(async (query) => {
    await query('SELECT 1');
    await postgres.kill();
    await query('SELECT 2');
  });
  await expect(transaction).rejects.toThrow();
  await expect(database.query('SELECT 3')).resolves.toEqual([]);
  await database.close();
  await postgres.stop();
});
