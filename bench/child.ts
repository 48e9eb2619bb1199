// Both sides of the bench's child processes: a plan goes in as the first argument, words go both ways after it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Child = {
  readonly pid: number;
  /** Says a word and resolves with the answer to it. */
  ask<Answer>(word: string): Promise<Answer>;
  /** Asks it to end by itself, so that a profile is written; resolves when it has. */
  end(): Promise<void>;
};

export type Launch = {
  /** Seen from this folder. */
  readonly entry: string;
  readonly plan: unknown;
  /** Where a CPU profile is to be left, null for none. */
  readonly profileFolder?: string | null;
  readonly nodeArguments?: readonly string[];
};

const cache = fileURLToPath(new URL('../.cache/compiled', import.meta.url));

/** Resolves once it is ready, with what it said first. */
export async function launch<Ready>(wish: Launch): Promise<Child & { readonly ready: Ready }> {
  const { entry, plan, profileFolder = null, nodeArguments = [] } = wish;
  const profiling = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child = fork(fileURLToPath(new URL(entry, import.meta.url)), [JSON.stringify(plan)], {
    execArgv: [...profiling, ...nodeArguments],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const hear = async () => {
    const gone = ended.then(([code, signal]) => {
      throw new Error(`${entry} ended (${code ?? signal}) before it answered`);
    });
    const [message] = await Promise.race([once(child, 'message'), gone]);
    return message;
  };
  const ready: Ready = await hear();
  return {
    ready,
    pid: child.pid ?? 0,
    ask: async (word) => {
      const answer = hear();
      child.send(word);
      return answer;
    },
    end: async () => {
      if (child.connected) child.send('end');
      await ended;
    },
  };
}

/** The plan in this process's first argument: our own words, of the type its entry names. */
export function readPlan<Plan>(): Plan {
  return JSON.parse(process.argv[2] ?? '') as Plan;
}

/** Says that it is ready, then answers each word, with what stands after a space behind it; `end` is the last one. */
export function serveParent(ready: unknown, words: Readonly<Record<string, (about: string) => unknown>>): void {
  const say = (answer: unknown) => process.send?.(answer ?? null);
  process.on('message', async (said) => {
    const [word = '', about = ''] = String(said).split(' ');
    say(await words[word]?.(about));
    if (word === 'end') process.exit(0);
  });
  process.on('disconnect', () => process.exit(1));
  say(ready);
}
