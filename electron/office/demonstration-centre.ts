// A central office that does not exist, for case files of fictional people: its key signs receipts as a real one would.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { ReceiptPayload } from '../../shared/wire/receipt.ts';
import { toUuidV7 } from '../core/world.ts';
import type { WriteDatabase } from '../database/connection.ts';
import { addNumberBlocks } from '../database/number-blocks.ts';
import { storeEnrolment } from '../database/workstation.ts';

export type DemonstrationCentre = {
  /** Enrols the case file: the centre's key, its epoch, agreement numbers for so many people. */
  enrol(db: WriteDatabase, wish: { readonly countyTeryt: string; readonly numbers: number }): void;
  signReceipt(about: Pick<ReceiptPayload, 'voucherId' | 'hash' | 'supportId' | 'acceptedAt'>): string;
};

/** The domain is reserved for examples (RFC 2606): nothing will ever answer there. */
const address = 'https://urzad-centralny.example';
const keyId = 'zmyslony-1';

export function openDemonstrationCentre(): DemonstrationCentre {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const epoch = newId();
  let seq = 0;
  return {
    enrol(db, { countyTeryt, numbers }) {
      storeEnrolment(db, {
        centralUrl: address,
        workstationId: newId(),
        countyTeryt,
        centreKeys: [{ keyId, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' }],
        epoch,
        privateKey: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }),
      });
      const last = numbers + 500;
      addNumberBlocks(
        db,
        ['KK', 'KKZ'].map((programme) => ({ programme, first: 1, last })),
      );
    },
    signReceipt(about) {
      seq += 1;
      return toJws(privateKey, { receiptId: newId(), ...about, seq, epoch, keyId });
    },
  };
}

function newId(): string {
  return toUuidV7(Date.now(), randomBytes(10));
}

function toJws(key: KeyObject, payload: ReceiptPayload): string {
  const parts = [{ alg: 'EdDSA', typ: 'teczka-receipt', kid: keyId }, payload];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}
