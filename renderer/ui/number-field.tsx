import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from './field.tsx';
import { formatAmount, formatCount } from './format.ts';
import { TextField } from './text-field.tsx';
import { readTypedMoney, readTypedNumber } from './typed-number.ts';
import { useTypedText } from './use-typed-text.ts';

type NumericInput = ControlProps & {
  /** `null`: nothing typed. `NaN`: what was typed is no number; every schema refuses it. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly suffix?: string | undefined;
};

type NumericTextProps = NumericInput & {
  readonly show: (value: number) => string;
  readonly read: (text: string) => number | null;
  readonly unreadable: string;
};

function NumericText({ value, onChange, show, read, unreadable, ...props }: NumericTextProps) {
  const [wasLeft, setWasLeft] = useState(false);
  const { text, setText, tidy } = useTypedText<number | null>({
    value,
    onChange,
    read,
    show: (known) => (known === null || Number.isNaN(known) ? '' : show(known)),
  });
  const isUnreadable = Number.isNaN(value) && text !== '';
  const ownError = isUnreadable && (wasLeft || props.errorMessage) ? unreadable : null;
  const leave = () => {
    setWasLeft(true);
    if (!isUnreadable) tidy();
    props.onBlur?.();
  };
  return (
    <TextField
      {...props}
      value={text}
      onChange={setText}
      onBlur={leave}
      inputMode="decimal"
      align="end"
      errorMessage={ownError ?? props.errorMessage}
    />
  );
}

export type NumberFieldProps = NumericInput & {
  /** How many digits may stand after the comma; 0 for whole numbers. */
  readonly decimals?: number;
};

export function NumberField({ decimals = 0, ...props }: NumberFieldProps) {
  const { t } = useTranslation('ui');
  return (
    <NumericText
      {...props}
      show={formatCount}
      read={(text) => readTypedNumber(text, decimals)}
      unreadable={t(decimals === 0 ? 'number.unreadableWhole' : 'number.unreadable')}
    />
  );
}

/** Typed in złote (`1234,50`, `1 234,50 zł`), held in whole grosze. */
export function MoneyField(props: NumericInput) {
  const { t } = useTranslation('ui');
  return (
    <NumericText
      suffix={t('money.currency')}
      {...props}
      show={formatAmount}
      read={readTypedMoney}
      unreadable={t('money.unreadable')}
    />
  );
}
