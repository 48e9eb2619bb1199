// A central office that does not exist, for case files of fictional people: its key signs receipts as a real one would.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { ReceiptPayload } from '../../shared/wire/receipt.ts';
import { toUuidV7 } from '../core/world.ts';
import type { CaseFile } from '../database/case-file.ts';
import { addNumberBlocks } from '../database/number-blocks.ts';
import { storeEnrolment } from '../database/workstation.ts';
import { demonstrationOffice } from './demonstration-users.ts';

/** What became of approved items that no receipt was signed for while the past was played. */
type OpenDeliveries = { readonly waiting: readonly string[]; readonly refused: readonly string[] };

type Receipt = Pick<ReceiptPayload, 'voucherId' | 'withdraws' | 'hash' | 'supportId' | 'acceptedAt'>;

export type DemonstrationCentre = {
  /** Before the past begins: the centre's key and numbers for so many agreements. */
  enrol(file: CaseFile, people: number): Promise<void>;
  /** null leaves every delivery waiting until `deliver`. */
  readonly signReceipt: ((about: Receipt) => string) | null;
  /** After the past. */
  deliver(file: CaseFile, open: OpenDeliveries): Promise<void>;
};

/** The domain is reserved for examples (RFC 2606): nothing will ever answer there. */
const address = 'https://urzad-centralny.example';
const keyId = 'zmyslony-1';

export function openFictionalCentre(): DemonstrationCentre {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const epoch = newId();
  let seq = 0;
  return {
    async enrol(file, people) {
      const numberBlocks = ['KK', 'KKZ'].map((programme) => ({ programme, first: 1, last: people + 500 }));
      file.transaction((db) => {
        storeEnrolment(db, {
          centralUrl: address,
          workstationId: newId(),
          countyTeryt: demonstrationOffice.countyTeryt,
          centreKeys: [{ keyId, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' }],
          epoch,
          privateKey: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }),
        });
        addNumberBlocks(db, numberBlocks);
      });
    },
    signReceipt(about) {
      seq += 1;
      return toJws(privateKey, { receiptId: newId(), ...about, seq, epoch, keyId });
    },
    deliver: async () => undefined,
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
