// Every operation of the contract in a list: what each promise of this folder is asked of.
import { contract } from '../../shared/contract/index.ts';
import type { AnyOperation } from '../../shared/contract/operation.ts';

export type NamedOperation = { readonly area: string; readonly name: string; readonly operation: AnyOperation };

export const operations: readonly NamedOperation[] = Object.entries(contract).flatMap(([area, ofArea]) =>
  Object.entries<AnyOperation>(ofArea).map(([name, operation]) => ({ area, name: `${area}.${name}`, operation })),
);
