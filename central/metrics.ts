// Figures in the text format that Prometheus reads (version 0.0.4): counters, gauges, histograms. Nothing personal: labels
// are route patterns, states and codes of our own.

type Labels = Readonly<Record<string, string>>;
type Reading = { readonly labels?: Labels; readonly value: number };

export type Metrics = {
  /** Gives what counts up, by one where no number is said. */
  counter(name: string, help: string): (labels?: Labels, by?: number) => void;
  /** Asked anew each time the figures are read. */
  gauge(name: string, help: string, read: () => readonly Reading[]): void;
  /** `bounds` are upper ones, ascending. Gives what takes a value in. */
  histogram(name: string, help: string, bounds: readonly number[]): (value: number, labels?: Labels) => void;
  toText(): string;
};

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

export function createMetrics(): Metrics {
  const families: (() => string)[] = [];
  const add = (heading: { name: string; help: string; type: string }, toLines: () => readonly string[]) => {
    const { name, help, type } = heading;
    families.push(() => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...toLines(), ''].join('\n'));
  };
  return {
    counter: (name, help) => {
      const counts = new Map<string, number>();
      add({ name, help, type: 'counter' }, () => [...counts].map(([labels, count]) => `${name}${labels} ${count}`));
      return (labels = {}, by = 1) => {
        const key = toLabels(labels);
        counts.set(key, (counts.get(key) ?? 0) + by);
      };
    },
    gauge: (name, help, read) => {
      const toLine = ({ labels = {}, value }: Reading) => `${name}${toLabels(labels)} ${value}`;
      add({ name, help, type: 'gauge' }, () => read().map(toLine));
    },
    histogram: (name, help, bounds) => {
      const series = new Map<string, Series>();
      add({ name, help, type: 'histogram' }, () =>
        [...series.values()].flatMap((each) => toHistogramLines(name, bounds, each)),
      );
      return (value, labels = {}) => observe(series, { bounds, value, labels });
    },
    toText: () => families.map((toText) => toText()).join(''),
  };
}

/** `counts` has a place for each bound and one for what is above them all. */
type Series = { readonly labels: Labels; readonly counts: number[]; sum: number };
type Observation = { readonly bounds: readonly number[]; readonly value: number; readonly labels: Labels };

function observe(series: Map<string, Series>, { bounds, value, labels }: Observation): void {
  const key = toLabels(labels);
  const found = series.get(key) ?? { labels, counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 };
  series.set(key, found);
  const fitting = bounds.findIndex((bound) => value <= bound);
  const place = fitting === -1 ? bounds.length : fitting;
  found.counts[place] = (found.counts[place] ?? 0) + 1;
  found.sum += value;
}

/** Buckets say how many were at most as large: each holds those before it. */
function toHistogramLines(name: string, bounds: readonly number[], { labels, counts, sum }: Series): string[] {
  let upTo = 0;
  const buckets = counts.map((count, place) => {
    upTo += count;
    return `${name}_bucket${toLabels({ ...labels, le: String(bounds[place] ?? '+Inf') })} ${upTo}`;
  });
  return [...buckets, `${name}_sum${toLabels(labels)} ${sum}`, `${name}_count${toLabels(labels)} ${upTo}`];
}

function toLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
