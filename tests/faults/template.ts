// A case file with signed agreements and nothing ordered yet: every run begins with copies of it.
import { cpSync } from 'node:fs';
import { makeAgreement, openOfficeDay } from '../support/office-day.ts';

const agreements = 12;

/** Gives the ids of its agreements. */
export async function makeTemplate(folder: string): Promise<string[]> {
  const office = await openOfficeDay();
  const ids: string[] = [];
  try {
    while (ids.length < agreements) {
      office.moveTo('2022-03-01');
      ids.push((await makeAgreement(office)).id);
    }
    await office.caseFile.door.close();
    cpSync(office.caseFile.folder, folder, { recursive: true });
    return ids;
  } finally {
    await office.close();
  }
}
