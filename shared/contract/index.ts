// The whole contract: area → operation. Hosts, client and tests walk this; none names an operation of its own.
import type { z } from 'zod';
import { agreements } from './agreements.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { balances } from './balances.ts';
import { cases } from './cases.ts';
import { office } from './office.ts';
import type { AnyOperation, OperationKind } from './operation.ts';
import { people } from './people.ts';
import { programmes } from './programmes.ts';
import { reports } from './reports.ts';
import { session } from './session.ts';
import { sync } from './sync.ts';
import { vouchers } from './vouchers.ts';

export const contract = {
  session,
  office,
  people,
  cases,
  balances,
  agreements,
  vouchers,
  programmes,
  reports,
  audit,
  sync,
  backups,
} as const;
export type Contract = typeof contract;
export type Area = keyof Contract;

/** What an operation takes and gives. */
export type InputOf<Op extends AnyOperation> = z.output<Op['input']>;
export type AskedOf<Op extends AnyOperation> = z.input<Op['input']>;
export type OutputOf<Op extends AnyOperation> = z.output<Op['output']>;

/** Every operation of a kind, as "area.operation". */
export type OperationName<Kind extends OperationKind = OperationKind> = {
  [A in Area]: {
    [O in keyof Contract[A] & string]: Contract[A][O] extends { kind: Kind } ? `${A}.${O}` : never;
  }[keyof Contract[A] & string];
}[Area];

/** The operation behind a name that came from outside, or undefined. */
export function findOperation(name: string): AnyOperation | undefined {
  const [areaName = '', operationName = '', ...rest] = name.split('.');
  if (rest.length > 0 || !Object.hasOwn(contract, areaName)) return undefined;
  const area: Record<string, AnyOperation> = contract[areaName as Area]; // own key of contract, checked above
  return Object.hasOwn(area, operationName) ? area[operationName] : undefined;
}
