// Makes this case file known to a central office with a one-time code.
import { type EnrolmentResponse, enrolmentResponse } from '../../shared/wire/enrolment.ts';
import { enrolmentKeyId } from '../../shared/wire/signature.ts';
import { findCentralAddress, type Line, openExchange } from './exchange.ts';
import { failWith, type Reply } from './failure.ts';
import { createWorkstationKey, toSigner, type WorkstationKey } from './workstation-key.ts';

/** What the case file must store. */
export type Enrolment = Omit<EnrolmentResponse, 'serverTime'> & {
  readonly centralUrl: string;
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array;
};

type Application = {
  readonly centralUrl: string;
  readonly code: string;
  /** A key made before: with it an enrolment whose answer got lost may be asked for again. */
  readonly key?: WorkstationKey;
};

/** A code that is unknown, used or expired fails with cause auth and code code-unknown, code-used or code-expired. */
export async function enrol(line: Line, { centralUrl, code, key }: Application): Promise<Reply<Enrolment>> {
  const address = findCentralAddress(centralUrl);
  if (address === undefined) return failWith('protocol', { code: 'bad-address' });
  const { privateKey, publicKey } = key ?? createWorkstationKey();
  const exchange = openExchange(line, address, { keyId: enrolmentKeyId, sign: toSigner(privateKey) });
  const reply = await exchange({
    method: 'POST',
    path: '/v1/enrolments',
    body: { schema: 'enrolment/1', code, publicKey },
    answer: enrolmentResponse,
  });
  if (!reply.ok) return reply;
  const { serverTime: _, ...enrolled } = reply.value;
  return { ok: true, value: { ...enrolled, centralUrl: address, privateKey } };
}
