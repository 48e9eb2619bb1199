// Makes this case file known to a central office with a one-time code: at first, or again under a new key.
import {
  type EnrolmentResponse,
  enrolmentResponse,
  formerKeysLimit,
  type NumberReached,
  toSuccessionText,
} from '../../shared/wire/enrolment.ts';
import { enrolmentKeyId } from '../../shared/wire/signature.ts';
import { findCentralAddress, type Line, openExchange, toBody } from './exchange.ts';
import { failWith, type Reply } from './failure.ts';
import { createWorkstationKey, toSigner, type WorkstationKey } from './workstation-key.ts';

/** What the case file must store. */
export type Enrolment = Omit<EnrolmentResponse, 'serverTime'> & {
  readonly centralUrl: string;
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array;
};

/** What a file that was enrolled before says of itself. */
export type Past = {
  /** The keys that it had, the latest first. */
  readonly formers: readonly { readonly workstationId: string; readonly privateKey: Uint8Array }[];
  readonly numbersReached: readonly NumberReached[];
};

type Application = {
  readonly centralUrl: string;
  readonly code: string;
  /** A key made before: with it an enrolment whose answer got lost may be asked for again. */
  readonly key?: WorkstationKey;
  readonly past?: Past;
};

/** A code that is unknown, used or expired fails with cause auth and code code-unknown, code-used or code-expired. */
export async function enrol(line: Line, { centralUrl, code, key, past }: Application): Promise<Reply<Enrolment>> {
  const address = findCentralAddress(centralUrl);
  if (address === undefined) return failWith('protocol', { code: 'bad-address' });
  const { privateKey, publicKey } = key ?? createWorkstationKey();
  const exchange = openExchange(line, address, { keyId: enrolmentKeyId, sign: toSigner(privateKey) });
  const ask = (more: object) =>
    exchange({
      method: 'POST',
      path: '/v1/enrolments',
      body: toBody({ schema: 'enrolment/1', code, publicKey, ...more }),
      answer: enrolmentResponse,
    });
  const told = await ask(past === undefined ? {} : tellPast(past, publicKey));
  // An older central office does not read of a past: the file is then a new workstation to it.
  const isUnread = past !== undefined && !told.ok && told.failure.code === 'bad-request';
  const reply = isUnread ? await ask({}) : told;
  if (!reply.ok) return reply;
  const { serverTime: _, ...enrolled } = reply.value;
  return { ok: true, value: { ...enrolled, centralUrl: address, privateKey } };
}

function tellPast({ formers, numbersReached }: Past, publicKey: string): object {
  const signed = formers.slice(0, formerKeysLimit).map(({ workstationId, privateKey }) => {
    const signature = toSigner(privateKey)(toSuccessionText(workstationId, publicKey));
    return { workstationId, signature: Buffer.from(signature).toString('base64url') };
  });
  return { formers: signed, numbersReached };
}
