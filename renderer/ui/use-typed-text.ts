import { useState } from 'react';

export type TypedText<Value> = {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** How a value that came from outside is written. */
  readonly show: (value: Value) => string;
  /** What typed text means. */
  readonly read: (text: string) => Value;
};

/**
 * A text that means a value. Every keystroke is read and told, so that Enter never saves an older value; the text
 * itself stays as typed until the value changes from outside or `tidy` is called.
 */
export function useTypedText<Value>({ value, onChange, show, read }: TypedText<Value>) {
  const [typed, setTyped] = useState({ text: show(value), value });
  const isOurs = Object.is(typed.value, value);
  const text = isOurs ? typed.text : show(value);
  const setText = (next: string) => {
    const meant = read(next);
    setTyped({ text: next, value: meant });
    if (!Object.is(meant, value)) onChange(meant);
  };
  const tidy = () => setTyped({ text: show(value), value });
  return { text, setText, tidy };
}
