// The contract as functions: client.vouchers.approve({...}). Made by walking the contract once; no operation is named here.
import { type Area, type AskedOf, type Contract, contract, type OutputOf } from '../../shared/contract/index.ts';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import type { Answer } from '../../shared/contract/problem.ts';
import type { SignedInUser } from '../../shared/contract/session.ts';
import type { Transport } from './transport.ts';

type Ask<Op> = Op extends AnyOperation ? (input: AskedOf<Op>) => Promise<Answer<OutputOf<Op>>> : never;
export type Client = { readonly [A in Area]: { readonly [O in keyof Contract[A]]: Ask<Contract[A][O]> } };

export function createClient(transport: Transport): Client {
  const areas = Object.entries(contract).map(([area, operations]) => [
    area,
    Object.fromEntries(
      Object.keys(operations).map((operation) => [
        operation,
        (input: unknown) => transport.ask(`${area}.${operation}`, input),
      ]),
    ),
  ]);
  // Built from the contract's own keys, so it has exactly the contract's shape.
  return Object.fromEntries(areas) as Client;
}

/** Whether this user may ask; the same field that dispatch enforces. */
export function mayAsk(user: SignedInUser | null, operation: AnyOperation): boolean {
  const { permission } = operation;
  if (permission === 'anyone') return true;
  if (user === null) return false;
  return permission === 'signed-in' || permission.some((role) => user.roles.includes(role));
}
