import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.tsx';
import { useTypedText } from '../../ui/use-typed-text.ts';

export type YearFieldProps = {
  readonly label: string;
  readonly value: number | null;
  /** NaN for what is no year. */
  readonly onChange: (year: number | null) => void;
};

const read = (text: string): number | null => {
  if (text.trim() === '') return null;
  return /^\s*\d{4}\s*$/.test(text) ? Number(text) : Number.NaN;
};
const show = (year: number | null) => (year === null || Number.isNaN(year) ? '' : String(year));

/** A year stands without a space between its thousands, unlike a count. */
export function YearField({ label, value, onChange }: YearFieldProps) {
  const { t } = useTranslation('balances');
  const [wasLeft, setWasLeft] = useState(false);
  const { text, setText } = useTypedText({ value, onChange, show, read });
  const isFault = value !== null && !(value >= 1900 && value <= 2200) && text !== '';
  return (
    <TextField
      label={label}
      value={text}
      onChange={setText}
      onBlur={() => setWasLeft(true)}
      inputMode="numeric"
      maxLength={6}
      errorMessage={wasLeft && isFault ? t('yearFault') : null}
    />
  );
}
