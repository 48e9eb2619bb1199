// A child process: express-pouchdb as its documentation starts it, on LevelDB.
import { once } from 'node:events';
import { join } from 'node:path';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { readPlan, serveParent } from '../child.ts';

const { folder } = readPlan();
const Kept = PouchDB.defaults({ prefix: join(folder, '/') });
const app = express();
app.use('/', expressPouchDB(Kept, { configPath: join(folder, 'config.json'), logPath: join(folder, 'log.txt') }));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
serveParent(server.address().port, { end: () => server.close() });
