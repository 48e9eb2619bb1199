// What an operation is: a kind, who may ask for it, what goes in and what comes out. Nothing else describes one.
import type { z } from 'zod';
import type { Role } from '../domain/vocabulary.ts';

/** Who may ask: anybody at the keyboard, whoever has signed in, or holders of one of these roles. */
export type Permission = 'anyone' | 'signed-in' | readonly Role[];

/**
 * A query reads; a command writes in one transaction; a task is asynchronous and stores through commands.
 * Queries and commands need an open case file and somebody signed in; only a task may be asked by anyone.
 */
export type OperationKind = 'query' | 'command' | 'task';

export type Operation<Kind extends OperationKind, In extends z.ZodType, Out extends z.ZodType> = {
  readonly kind: Kind;
  readonly permission: Permission;
  readonly input: In;
  readonly output: Out;
  /** True where reading a person's file must itself leave an audit row. */
  readonly readIsLogged: boolean;
  /** False where a full disk refuses it before it begins: commands and tasks, unless they say otherwise. */
  readonly evenOnFullDisk: boolean;
};

export type AnyOperation = Operation<OperationKind, z.ZodType, z.ZodType>;

type Parts<In extends z.ZodType, Out extends z.ZodType, Who = Exclude<Permission, 'anyone'>> = {
  readonly permission: Who;
  readonly input: In;
  readonly output: Out;
  readonly evenOnFullDisk?: true;
};

export const query = <In extends z.ZodType, Out extends z.ZodType>(
  parts: Parts<In, Out>,
): Operation<'query', In, Out> => ({ kind: 'query', readIsLogged: false, evenOnFullDisk: true, ...parts });

/** A query whose every answer is written to the audit before it is given. */
export const loggedQuery = <In extends z.ZodType, Out extends z.ZodType>(
  parts: Parts<In, Out>,
): Operation<'query', In, Out> => ({ kind: 'query', readIsLogged: true, evenOnFullDisk: true, ...parts });

export const command = <In extends z.ZodType, Out extends z.ZodType>(
  parts: Parts<In, Out>,
): Operation<'command', In, Out> => ({ kind: 'command', readIsLogged: false, evenOnFullDisk: false, ...parts });

export const task = <In extends z.ZodType, Out extends z.ZodType>(
  parts: Parts<In, Out, Permission>,
): Operation<'task', In, Out> => ({ kind: 'task', readIsLogged: false, evenOnFullDisk: false, ...parts });
