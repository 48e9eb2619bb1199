// A case file with signed agreements and nothing ordered yet: every run begins with copies of it.
import { cpSync } from 'node:fs';
import { readHeader } from '../../electron/database/header.ts';
import { findDataKey, ownerOf, readKeyRing } from '../../electron/database/key-ring.ts';
import { passphrase } from '../support/case-file.ts';
import { makeAgreement, openOfficeDay } from '../support/office-day.ts';

const agreements = 12;

export type Template = {
  readonly folder: string;
  /** Ids. */
  readonly agreements: readonly string[];
  /** Opens it without a passphrase. */
  readonly dataKey: Uint8Array;
};

export async function makeTemplate(folder: string): Promise<Template> {
  const office = await openOfficeDay();
  const ids: string[] = [];
  try {
    while (ids.length < agreements) {
      office.moveTo('2022-03-01');
      ids.push((await makeAgreement(office)).id);
    }
    await office.caseFile.door.close();
    cpSync(office.caseFile.folder, folder, { recursive: true });
    return { folder, agreements: ids, dataKey: await readDataKey(folder) };
  } finally {
    await office.close();
  }
}

async function readDataKey(folder: string): Promise<Uint8Array> {
  const { fileId } = readHeader(folder);
  const [first] = readKeyRing(folder, fileId).logins;
  if (first === undefined) throw new Error('nobody can open the template');
  const dataKey = await findDataKey(first.slot, passphrase, { fileId, owner: ownerOf(first.login) });
  if (dataKey === undefined) throw new Error('the template has another passphrase');
  return dataKey;
}
