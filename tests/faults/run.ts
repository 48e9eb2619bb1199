// npm run faults -- --runs N --seed S --json: how many vouchers are lost or doubled when everything fails.
import { parseArgs } from 'node:util';
import { wrongs } from './comparison.ts';
import { runHarness, type Summary } from './harness.ts';
import { type BrokenBuild, brokenBuilds } from './plans.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    /** Runs at a time, each with a PostgreSQL of its own. */
    lanes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    /** The embedded database even where there is a better one. */
    embedded: { type: 'boolean', default: false },
    /** One of the builds that are wrong on purpose. */
    broken: { type: 'string' },
  },
});

const broken = brokenBuilds.find((build): build is BrokenBuild => build === values.broken);
if (values.broken !== undefined && broken === undefined)
  throw new Error(`--broken is one of ${brokenBuilds.join(', ')}`);

let isWanted = true;
// Whoever has seen enough gets the sums so far; a terminal says it to this process and to the one that started it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isWanted = false));

const summary = await runHarness({
  runs: Number(values.runs),
  seed: Number(values.seed),
  lanes: Number(values.lanes),
  embedded: values.embedded,
  ...(broken === undefined ? {} : { broken }),
  onRound: ({ seed, tookMs, approved, acknowledged, refused, faults, details }) => {
    const happened = Object.values(faults).reduce((sum, count) => sum + count, 0);
    const words = `seed ${seed}: ${tookMs} ms, ${approved} approved, ${acknowledged} acknowledged, ${refused} refused`;
    process.stderr.write(`${[`${words}, ${happened} faults`, ...details].join('\n  ')}\n`);
    return isWanted;
  },
});
process.stdout.write(values.json ? `${JSON.stringify(summary, null, 1)}\n` : toReadable(summary));
process.exitCode = wrongs.some((wrong) => summary[wrong] > 0) ? 1 : 0;

function toReadable({ faults, leftOut, findings, ...counts }: Summary): string {
  const lines = Object.entries(counts).map(([name, value]) => `${name}: ${value}`);
  const kinds = Object.entries(faults).map(([kind, times]) => `  ${kind}: ${times}`);
  return [...lines, 'faults:', ...kinds, ...leftOut.map((left) => `left out: ${left}`), ...findings, ''].join('\n');
}
