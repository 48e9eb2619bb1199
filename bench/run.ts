// npm run bench -- --json --only push,approve: how fast it is, and beside what. docs/speed.md says what the figures mean.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Name, names, type Report, runBenchmarks, withEarlier } from './benchmarks.ts';
import { toSummary, toTables, writeInto } from './markdown.ts';
import { openPlace } from './place.ts';

const usage = `usage: npm run bench -- [--only ${names.join(',')}] [--json] [--markdown]

--people N     so many people in the lists (100000); a million takes long to fill in
--rounds N     medians of so many (5)
--small        little of everything: whether it runs, not how fast
--profiles DIR keeps the CPU profiles of a push
--json         the figures as JSON on standard output, instead of tables
--markdown     writes the tables into docs/speed.md and README.md
--earlier FILE an earlier run's JSON, for what this one leaves out
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    people: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    profiles: { type: 'string' },
    small: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    earlier: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function readNames(list: string | undefined): Name[] | undefined {
  if (list === undefined) return names;
  const wanted = list.split(',');
  const known = names.filter((name) => wanted.includes(name));
  return known.length === wanted.length ? known : undefined;
}

/** What `--json` printed. */
function readReport(path: string): Report {
  return JSON.parse(readFileSync(path, 'utf8')) as Report; // this program's own words
}

const fewPeople = 20;

async function main(): Promise<number> {
  const wanted = readNames(values.only);
  const [people, rounds] = [Number(values.people), Number(values.rounds)];
  if (values.help || wanted === undefined || !(people > 0) || !(rounds > 0)) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const place = openPlace({
    isSmall: values.small,
    rounds: values.small ? 1 : rounds,
    people: values.small ? fewPeople : people,
    profiles: values.profiles,
    say: (words) => void process.stderr.write(`${words}\n`),
  });
  // A PostgreSQL and a folder of case files are not left behind by somebody who cannot wait.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void place.close().finally(() => process.exit(1)));
  }
  try {
    const measured = await runBenchmarks(place, wanted);
    const report = values.earlier === undefined ? measured : withEarlier(measured, readReport(values.earlier));
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : toTables(report));
    if (values.markdown) {
      writeInto('docs/speed.md', toTables(report));
      writeInto('README.md', toSummary(report));
    }
    return 0;
  } finally {
    await place.close();
  }
}

process.exitCode = await main();
