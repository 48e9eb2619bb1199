// Every kind of fault that is counted: a summary names each that could happen, also the one that never did.
import { flippable } from './bit-flips.ts';
import { centralLabels, workstationLabels } from './plans.ts';
import { networkFaults } from './proxy.ts';

const labels = [...workstationLabels, ...centralLabels] as const;

export const faultKinds = [
  'killed at random: office',
  'killed at random: central office',
  'killed at random: PostgreSQL',
  // Where the embedded database would die with the central office.
  'restarted: central office',
  ...labels.map((label) => `killed at ${label}` as const),
  ...networkFaults.map((fault) => `network: ${fault}` as const),
  'clock: office jumps',
  'clock: central office jumps',
  'disk full',
  'power loss: all that was not flushed',
  'power loss: some of what was not flushed',
  ...flippable.map((file) => `bit flipped in ${file}` as const),
] as const;
export type FaultKind = (typeof faultKinds)[number];
export type Count = (kind: FaultKind) => void;
