// A case file with signed agreements and nothing ordered yet: every run begins with copies of it.
import { cpSync } from 'node:fs';
import { readDataKey } from '../support/case-file.ts';
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
