// What the order's form holds: the contract's own fields, empty ones as null, and what a kind of order asks for.
import { z } from 'zod';
import { type Order, order } from '../../../shared/contract/vouchers.ts';
import { courseModes, orderKinds, yesNo } from '../../../shared/domain/vocabulary.ts';
import { today } from '../../app/today.ts';

const { shape } = order;

/** A course needs what an exam has not; said beside the other faults, not after they are mended. */
const needs = (name: 'hours' | 'mode') => ({ path: [name], when: () => true });

export const orderForm = z
  .strictObject({
    ...shape,
    category: z.string().nullable().pipe(shape.category),
    priceGrosze: z.number().nullable().pipe(shape.priceGrosze),
    on: z.string().nullable().pipe(shape.on),
  })
  .refine(({ kind, hours }) => kind !== 'course' || hours !== null, needs('hours'))
  .refine(({ kind, mode }) => kind !== 'course' || mode !== null, needs('mode'));
export type OrderInput = z.input<typeof orderForm>;

/** An exam has neither mode nor hours, a course is no qualification of the register. */
export const toOrder = (form: Order): Order =>
  form.kind === 'exam' ? { ...form, mode: null, hours: null, zrk: form.zrk ?? 'no' } : { ...form, zrk: null };

/** An order of one category is of that one: nothing to choose. */
export function emptyOrder(categories: readonly string[]): OrderInput {
  const [only, ...others] = categories;
  return {
    kind: 'course',
    category: only !== undefined && others.length === 0 ? only : null,
    mode: 'group',
    hours: null,
    priceGrosze: null,
    zrk: 'no',
    on: today(),
    courseName: '',
    providerName: '',
    burNumber: '',
  };
}

export const toInput = (known: Order): OrderInput => ({
  ...known,
  mode: known.mode ?? 'group',
  zrk: known.zrk ?? 'no',
});

/** A draft as it lies in the file; a field that an older program wrote differently begins empty. */
export const orderDraft = z.object({
  kind: z.enum(orderKinds).catch('course'),
  category: z.string().nullable().catch(null),
  mode: z.enum(courseModes).nullable().catch('group'),
  hours: z.number().nullable().catch(null),
  priceGrosze: z.number().nullable().catch(null),
  zrk: z.enum(yesNo).nullable().catch('no'),
  on: z.string().nullable().catch(null),
  courseName: z.string().catch(''),
  providerName: z.string().catch(''),
  burNumber: z.string().catch(''),
});
export type OrderDraft = z.infer<typeof orderDraft>;
