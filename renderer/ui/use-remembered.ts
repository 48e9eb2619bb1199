import { useState } from 'react';

/**
 * A preference of this workstation, such as hidden columns: kept between starts, never anything about a person. What
 * cannot be read any more (`accepts`) falls back to `start`.
 */
export function useRemembered<Value>(key: string, start: Value, accepts: (value: unknown) => value is Value) {
  const [value, setValue] = useState<Value>(() => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
      return accepts(stored) ? stored : start;
    } catch {
      return start;
    }
  });
  const remember = (next: Value) => {
    setValue(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return [value, remember] as const;
}
