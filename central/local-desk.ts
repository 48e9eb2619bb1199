// An embedded central office has its folder to itself, so a command beside it asks the running one: on loopback, with a
// token that only readers of the folder know.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Command, type CommandAnswer, command, commandAnswer, runCommand } from './commands.ts';
import { HttpProblem } from './http-problem.ts';
import type { Office } from './office.ts';

const path = '/local/commands';
const notice = z.object({ url: z.string(), token: z.string() });

export type LocalDesk = {
  addRoutes(app: FastifyInstance, office: Office): void;
  /** Leaves word in the folder of where the desk is. */
  open(url: string): void;
  close(): void;
};

export function createLocalDesk(folder: string): LocalDesk {
  const token = randomBytes(32).toString('base64url');
  return {
    addRoutes: (app, office) => {
      app.post(path, { schema: { hide: true } }, async (request) => {
        if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) throw new HttpProblem('not-found');
        const asked = command.safeParse(request.body);
        if (!asked.success) throw new HttpProblem('bad-request');
        return runCommand(office, asked.data);
      });
    },
    open: (url) => writeFileSync(noticePath(folder), JSON.stringify({ url, token }), { mode: 0o600 }),
    close: () => rmSync(noticePath(folder), { force: true }),
  };
}

/** Has the central office that has this folder run the command; throws an Error when it doesn't answer. */
export async function askLocalDesk(folder: string, asked: Command): Promise<CommandAnswer> {
  if (!existsSync(noticePath(folder))) throw new Error('the folder is in use, but nobody left word of an address');
  const { url, token } = notice.parse(JSON.parse(readFileSync(noticePath(folder), 'utf8')));
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  if (!response.ok) throw new Error(`the running central office answered ${response.status}`);
  return commandAnswer.parse(await response.json());
}

function noticePath(folder: string): string {
  return join(folder, 'local-desk.json');
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
