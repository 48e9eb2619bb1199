// On what, when and beside how much else the figures were taken: they mean nothing without.
import { cpus, loadavg, totalmem } from 'node:os';
import { round } from './statistics.ts';

export type Machine = {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  readonly node: string;
  /** Processes that wanted to run in the minute before; null where the system does not say. */
  readonly loadBefore: number | null;
};

export function describeMachine(): Machine {
  const processors = cpus();
  const [lastMinute = 0] = loadavg();
  return {
    at: new Date().toISOString(),
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    loadBefore: process.platform === 'win32' ? null : round(lastMinute),
  };
}
