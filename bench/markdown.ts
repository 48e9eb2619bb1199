// The figures as the tables of docs/speed.md and README.md, between the marks that both keep for them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from './benchmarks.ts';
import type { Spread } from './statistics.ts';

const root = new URL('../', import.meta.url);
const marks = ['<!-- figures: npm run bench -- --markdown -->', '<!-- end of figures -->'] as const;

/** Throws when the file has lost its marks. */
export function writeInto(file: string, tables: string): void {
  const path = fileURLToPath(new URL(file, root));
  const text = readFileSync(path, 'utf8');
  const [begin, end] = marks.map((mark) => text.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin) throw new Error(`${file} has no place`);
  writeFileSync(path, `${text.slice(0, begin)}${marks[0]}\n\n${tables}\n${text.slice(end)}`);
}

type Cell = string | number | null;

function toTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
  return `${[line(heads), line(heads.map((_, place) => (place === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n')}\n`;
}

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const times = (value: number | null) => (value === null ? null : `${value.toFixed(2)} ×`);

/** Everything that was measured. */
export function toTables(report: Report): string {
  return [
    describe(report),
    ...[pushTables, countiesTable, approveTable, listsTable, startTable, memoryTable].map((toText) => toText(report)),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function describe({ machine, database, rounds, seconds, takenOver }: Report): string {
  const { cores, processor, memoryGigabytes, platform, node } = machine;
  const where = `${cores} × ${processor}, ${memoryGigabytes} GB, ${platform}, Node ${node}, ${database ?? 'no database'}`;
  const isAnyTaken = takenOver !== undefined && takenOver.names.length > 0;
  const others = isAnyTaken ? `Of ${momentOf(takenOver.machine)}: ${takenOver.names.join(', ')}.` : undefined;
  return [`${momentOf(machine)}. ${where}. Medians of ${rounds}; ${seconds} s in all.`, others, '']
    .filter((line) => line !== undefined)
    .join('\n');
}

function momentOf({ at, loadBefore }: Report['machine']): string {
  const load = loadBefore === null ? '' : `, load before ${loadBefore}`;
  return `${at.slice(0, 16).replace('T', ' ')} UTC${load}`;
}

function pushTables({ push }: Report): string {
  if (push === undefined) return '';
  const rows = push.rows.map((row) => [
    ...[row.batchSize, row.perSecond, row.ceilingPerSecond, times(row.toCeiling)],
    ...[row.pouchPerSecond, times(row.toPouch)],
  ]);
  const heads = ['Vouchers a request', 'delivered a second', 'ceiling', 'to the ceiling', 'PouchDB', 'to PouchDB'];
  const { hotSpots } = push;
  const spots = Object.entries(hotSpots ?? {}).map(([side, found]) =>
    toTable(
      [`Where the ${side} spends its time (batches of 100)`, 'share'],
      found.map(({ what, share }) => [`\`${what}\``, `${(share * 100).toFixed(1)} %`]),
    ),
  );
  return [`**Push**, one workstation; beside ${push.pouch}\n`, toTable(heads, rows), ...spots].join('\n');
}

function countiesTable({ counties }: Report): string {
  if (counties === undefined) return '';
  const { workstations, vouchersEach, perSecond, batch, fairness, bytesPerVoucher } = counties;
  const rows = [
    ['delivered a second, all together', perSecond],
    ['a batch of 100: p50, p95, p99 (ms)', [batch.p50, batch.p95, batch.p99].map(ms).join(', ')],
    ['bytes a voucher takes in the central office', bytesPerVoucher],
    ["slowest workstation, of the median's share", `${Math.round(fairness * 100)} %`],
  ];
  return `**${workstations} workstations at once**, ${vouchersEach} vouchers each\n\n${toTable(['', ''], rows)}`;
}

const spreadHeads = ['p50', 'p95', 'p99'];
const spreadCells = ({ p50, p95, p99 }: Spread) => [p50, p95, p99].map(ms);

function approveTable({ approve }: Report): string {
  if (approve === undefined) return '';
  const rows = [
    ['approve, from question to answer', ...spreadCells(approve.approve), null],
    ['the same rows, ready-made', ...spreadCells(approve.sameRows), times(approve.toSameRows)],
    ['one row', ...spreadCells(approve.oneRow), times(approve.toOneRow)],
  ];
  return `**Approve**, in milliseconds\n\n${toTable(['', ...spreadHeads, 'approve takes'], rows)}`;
}

function listsTable({ lists }: Report): string {
  if (lists === undefined) return '';
  const rows = lists.rows.map(({ what, ours, bare }) => [
    ...[what, ms(ours.p50), ms(ours.p95)],
    ...[ms(bare.p50), ms(bare.p95), times(bare.ratio)],
  ]);
  const heads = ['', 'p50', 'p95', 'bare p50', 'bare p95', 'to bare'];
  return `**${lists.people} people** with ${lists.orders} orders, in milliseconds, beside the bare statement\n\n${toTable(heads, rows)}`;
}

function startTable({ start }: Report): string {
  if (start === undefined) return '';
  const rows = [
    ['to the first answer (session.status)', ...spreadCells(start.toStatus)],
    ['to the first list, with signing in', ...spreadCells(start.toFirstList)],
  ];
  return `**Cold start** of the core from its sources, in milliseconds\n\n${toTable(['', ...spreadHeads], rows)}`;
}

function memoryTable({ memory }: Report): string {
  if (memory === undefined) return '';
  const { core, central, renderer } = memory;
  const rows = [
    ['core at the sign-in screen', core.signInScreen],
    ['core, signed in', core.signedIn],
    ['core, after a push', core.afterPushing],
    ['central office at rest', central.atRest],
    ['central office, after taking a push in', central.afterTakingIn],
    ['page in Chromium, signed in', renderer?.signedIn ?? null],
  ];
  return `**Memory**, resident, in megabytes\n\n${toTable(['', 'MB'], rows)}`;
}

/** The lines of the README. */
export function toSummary(report: Report): string {
  const { push, approve, lists, start, counties } = report;
  const searches = lists?.rows.filter(({ what }) => what.startsWith('search')) ?? [];
  const slowest = searches.toSorted((left, right) => right.ours.p95 - left.ours.p95)[0];
  const pushRows = (push?.rows ?? []).filter(({ batchSize }) => batchSize >= 100);
  const rows: Cell[][] = [
    ...pushRows.map((row) => [
      `deliver, ${row.batchSize} vouchers a request`,
      `${row.perSecond} a second`,
      `${times(row.toCeiling)} the central office's own statement, ${times(row.toPouch) ?? '–'} PouchDB`,
    ]),
    ...(approve
      ? [
          [
            'approve',
            `p50 ${ms(approve.approve.p50)} ms, p95 ${ms(approve.approve.p95)} ms`,
            `p50 ${times(approve.toSameRows)} that of the bare transaction`,
          ],
        ]
      : []),
    ...(lists && slowest
      ? [
          [
            `slowest search of ${lists.people} people`,
            `p95 ${ms(slowest.ours.p95)} ms`,
            `p50 ${times(slowest.bare.ratio)} that of the bare statement`,
          ],
        ]
      : []),
    ...(start ? [['cold start to the first answer', `${ms(start.toStatus.p50)} ms`, '']] : []),
    ...(counties
      ? [
          [
            `${counties.workstations} workstations at once`,
            `${counties.perSecond} a second`,
            `slowest ${Math.round(counties.fairness * 100)} % of the median's share`,
          ],
        ]
      : []),
  ];
  return `${describe(report)}\n${toTable(['', '', 'beside'], rows)}`;
}
