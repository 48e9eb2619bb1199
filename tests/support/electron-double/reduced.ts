// Only what our shell uses exists here. Whatever else is asked for is an error that says so, never a silent undefined.
import { EventEmitter } from 'node:events';

/** Asked by the language itself, for example when a value is awaited or printed. */
const askedByLanguage = new Set<string | symbol>(['then', 'toJSON', 'constructor', 'prototype']);

export function reduced<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || askedByLanguage.has(key)) return Reflect.get(target, key, target);
      throw new Error(`The Electron double has no ${name}.${key}: add it, checked against electron.d.ts.`);
    },
  });
}

type Listener = (...details: never[]) => void;

/** Events of one object: those in the list, and no others. */
export class Events {
  readonly #emitter = new EventEmitter();
  readonly #owner: string;
  readonly #names: readonly string[];

  constructor(owner: string, names: readonly string[]) {
    this.#owner = owner;
    this.#names = names;
  }

  on(name: string, listener: Listener): void {
    this.#refuseUnknown(name);
    this.#emitter.on(name, listener as (...details: unknown[]) => void); // the caller's types are electron.d.ts's
  }

  once(name: string, listener: Listener): void {
    this.#refuseUnknown(name);
    this.#emitter.once(name, listener as (...details: unknown[]) => void); // as above
  }

  emit(name: string, ...details: unknown[]): void {
    this.#refuseUnknown(name);
    this.#emitter.emit(name, ...details);
  }

  #refuseUnknown(name: string): void {
    if (!this.#names.includes(name)) throw new Error(`The Electron double never emits ${this.#owner} "${name}".`);
  }
}

/** An event that a listener may prevent, as Electron's are. */
export function preventable<Details extends object>(details: Details) {
  const state = { prevented: false };
  return {
    event: { ...details, preventDefault: () => Object.assign(state, { prevented: true }) },
    wasPrevented: () => state.prevented,
  };
}
