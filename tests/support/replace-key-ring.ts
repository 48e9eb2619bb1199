// Another program that writes a case file's key ring anew, over and over, until somebody kills it. Argument: the folder.
import { readHeader } from '../../electron/database/header.ts';
import { readKeyRing, writeKeyRing } from '../../electron/database/key-ring.ts';

const [, , folder = ''] = process.argv;
const ring = readKeyRing(folder, readHeader(folder).fileId);
process.stdout.write('begun');
// Of another length each time: a ring that was overwritten in place would show a seam.
for (let round = 0; ; round += 1) {
  const logins = ring.logins.flatMap((slot) => [
    slot,
    ...Array.from({ length: round % 20 }, (_, place) => ({ ...slot, login: `${slot.login}${place}` })),
  ]);
  writeKeyRing(folder, { ...ring, logins });
}
