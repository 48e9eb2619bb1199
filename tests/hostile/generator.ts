// Inputs made from the contract's own schemas: what an operation asks for, and the same with one thing wrong.
import fc from 'fast-check';
import { z } from 'zod';
import type { AnyOperation } from '../../shared/contract/operation.ts';
import { syntheticPesel } from '../support/office-day.ts';
import { inheritedNames, oddDays, oddNumbers, oddTexts, oddValues } from './oddities.ts';

/** Ids that exist, by the name of the field that asks for them. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

type Schema = z.core.JSONSchema.BaseSchema;
type Made = fc.Arbitrary<unknown>;
type Place = { readonly known: KnownIds; readonly root: Schema; readonly key: string };

/** What fits the operation's schema, most of the time: where a pattern is only half the rule it may not. */
export function fittingInput({ input }: AnyOperation, known: KnownIds): Made {
  return fitting(input, known);
}

function fitting(schema: z.ZodType, known: KnownIds): Made {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return make(root, { known, root, key: '' });
}

/** A fitting input with something replaced, removed or added somewhere in it. */
export function hostileInput({ input }: AnyOperation, known: KnownIds): Made {
  return hostileOf(input, known);
}

/** The same for any schema. */
export function hostileOf(schema: z.ZodType, known: KnownIds): Made {
  const harm = fc.record({
    place: fc.nat(),
    kind: fc.constantFrom('replace', 'replace', 'remove', 'add'),
    value: fc.constantFrom(...oddValues),
    key: fc.constantFrom(...inheritedNames, 'surprise', 'id', 'seenVersion', ''),
  });
  return fc.oneof(
    { weight: 5, arbitrary: fitting(schema, known) },
    {
      weight: 6,
      arbitrary: fc.tuple(fitting(schema, known), harm).map(([input, done]) => harmed(input, done)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...oddValues) },
  );
}

type Harm = { place: number; kind: 'replace' | 'remove' | 'add'; value: unknown; key: string };

function harmed(input: unknown, { place, kind, value, key }: Harm): unknown {
  const copy = structuredClone(input);
  const places = listPlaces(copy);
  const found = places[place % Math.max(places.length, 1)];
  if (found === undefined) return value;
  if (kind === 'replace') set(found.holder, found.key, value);
  if (kind === 'remove') Reflect.deleteProperty(found.holder, found.key);
  if (kind === 'add') set(found.holder, key, value);
  return copy;
}

/** As JSON.parse does it: "__proto__" becomes a field like any other. */
function set(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

type FoundPlace = { readonly holder: object; readonly key: string };

function listPlaces(value: unknown): FoundPlace[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [{ holder: value, key }, ...listPlaces(member)]);
}

function make(schema: Schema, place: Place): Made {
  if (schema.$ref !== undefined) return fc.jsonValue({ maxDepth: 4 });
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => make(choice as Schema, place))); // never true/false here
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return makeObject(schema, place);
    case 'array':
      return fc.array(make(schema.items as Schema, place), { minLength: schema.minItems ?? 0, maxLength: 3 }); // one schema an array
    case 'string':
      return makeText(schema, place);
    case 'integer':
    case 'number':
      return makeNumber(schema);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constant(null);
  }
}

function makeObject({ properties = {} }: Schema, place: Place): Made {
  const fields = Object.entries(properties).map(([key, member]) => {
    return [key, make(member as Schema, { ...place, key })] as const; // no property of the contract is true or false
  });
  return fc.record(Object.fromEntries(fields));
}

function makeNumber({ minimum = -1000, maximum = 2 ** 53 - 1 }: Schema): Made {
  const edges = [minimum, minimum + 1, maximum, ...oddNumbers].filter((each) => each >= minimum && each <= maximum);
  const low = Math.max(minimum, Number.MIN_SAFE_INTEGER);
  return fc.oneof(fc.constantFrom(...edges), fc.integer({ min: low, max: Math.min(maximum, low + 60) }));
}

const byKey: Readonly<Record<string, Made>> = {
  pesel: fc.integer({ min: 0, max: 999 }).map((ordinal) => syntheticPesel('1985-05-14', ordinal)),
  programme: fc.constantFrom('KK', 'KK', 'KKZ', 'MPK', 'NSM', 'XX'),
  category: fc.constantFrom('language', 'language', 'language', 'it', 'it', 'constructor'),
  categories: fc.constantFrom('language', 'language', 'it', 'constructor'),
  after: fc.constantFrom(...oddTexts),
};
const wellFormedDays = fc
  .date({ min: new Date('2022-03-01'), max: new Date('2022-09-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const unknownId = '01900000-0000-7000-8000-00000000beef';

function makeText({ pattern = '', format, minLength = 0, maxLength = 400 }: Schema, { known, key }: Place): Made {
  if (pattern === '^\\d{4}-\\d{2}-\\d{2}$') {
    return fc.oneof({ weight: 12, arbitrary: wellFormedDays }, { weight: 1, arbitrary: fc.constantFrom(...oddDays) });
  }
  if (format === 'uuid') return fc.constantFrom(...(known[key] ?? []), ...(known[key] ?? []), unknownId);
  const rule = toRule(pattern);
  const odd = oddTexts.filter((each) => each.length >= minLength && each.length <= maxLength && rule.test(each));
  const usual = byKey[key] ?? freeText(rule, maxLength);
  return fc.oneof(usual, usual, freeText(rule, maxLength), ...(odd.length > 0 ? [fc.constantFrom(...odd)] : []));
}

/** Classes of letters are known to the engine alone: there any letter is made, and some do not fit. */
function freeText(rule: RegExp, maxLength: number): Made {
  return rule.unicode || rule.source === '(?:)'
    ? fc
        .string({ unit: 'binary', minLength: 1, maxLength })
        .map((text) => `Ż${text.replace(/\p{Cc}/gu, '')}`.slice(0, maxLength))
    : fc.stringMatching(rule, { maxLength });
}

function toRule(pattern: string): RegExp {
  return new RegExp(pattern, /\\p\{/i.test(pattern) ? 'u' : '');
}
