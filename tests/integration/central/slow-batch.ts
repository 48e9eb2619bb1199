// A batch whose body comes when the test says so: signed and begun, then held back.
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { signatureHeaders } from '../../hostile/raw-central.ts';
import { type Desk, freeze, toItem } from '../../support/central.ts';

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

export type SlowBatch = {
  readonly voucherId: string;
  /** Resolves whenever the answer is there, also before the body was sent. */
  readonly answered: Promise<Answer>;
  finish(): void;
  hangUp(): void;
};

const path = '/v1/vouchers:batch';

export function beginBatch(desk: Desk): SlowBatch {
  const { voucherId, hash, body } = freeze(toItem());
  const batch = JSON.stringify({ schema: 'batch/1', auditHead: null, items: [{ id: voucherId, hash, body }] });
  const { hostname, port } = new URL(desk.enrolment.centralUrl);
  const headers = { ...signatureHeaders(desk, { path, body: batch }), 'content-length': Buffer.byteLength(batch) };
  const asked = request({ hostname, port, method: 'POST', path, headers, agent: false });
  const answered = new Promise<Answer>((resolve, reject) => {
    asked.on('error', reject).on('response', (response) => {
      const { statusCode: status = 0, headers: said } = response;
      text(response).then((read) => resolve({ status, headers: said, body: read }), reject);
    });
  });
  answered.catch(() => undefined);
  asked.flushHeaders();
  return { voucherId, answered, finish: () => void asked.end(batch), hangUp: () => void asked.destroy() };
}
