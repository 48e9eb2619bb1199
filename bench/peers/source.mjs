// A child process: a PouchDB with the documents of an outbox, replicated into a new database at each word.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { readPlan, serveParent } from '../child.ts';

const { folder, documents, url } = readPlan();
const source = new PouchDB(join(folder, 'source'));
const bodies = JSON.parse(readFileSync(documents, 'utf8'));
await source.bulkDocs(bodies.map((body) => ({ _id: JSON.parse(body).id, ...JSON.parse(body) })));
let targets = 0;

async function replicate(batchSize) {
  targets += 1;
  const target = new PouchDB(`${url}/target_${process.pid}_${targets}`);
  await target.info();
  const begun = performance.now();
  const { docs_written: written } = await source.replicate.to(target, { batch_size: batchSize });
  const tookMs = performance.now() - begun;
  if (written !== bodies.length) throw new Error(`${written} of ${bodies.length} documents arrived`);
  await target.destroy();
  return tookMs;
}

serveParent(null, {
  replicate: (batchSize) => replicate(Number(batchSize)),
  end: () => source.close(),
});
