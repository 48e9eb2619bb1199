import type { FieldErrors } from 'react-hook-form';

export type ListedError = { readonly path: string; readonly message: string };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The errors of a form as a flat list, in the order of its fields. */
export function listErrors(errors: FieldErrors, parent = ''): ListedError[] {
  return Object.entries(errors).flatMap(([key, error]): ListedError[] => {
    const path = parent === '' ? key : `${parent}.${key}`;
    if (!isObject(error)) return [];
    const message: unknown = Reflect.get(error, 'message');
    if (typeof message === 'string') return [{ path, message }];
    // Without a message of its own it holds the errors of inner fields, under the same type.
    return listErrors(error as FieldErrors, path);
  });
}
