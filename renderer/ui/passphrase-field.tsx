import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import type { ControlProps } from './field.tsx';
import { estimateStrength, strengths } from './passphrase-strength.ts';
import { TextField } from './text-field.tsx';

export type PassphraseFieldProps = ControlProps & {
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  /** Shows how strong a new passphrase is; leave it out where one is only asked for. */
  readonly isNew?: boolean;
};

const bars = strengths.slice(2);

function StrengthHint({ passphrase }: { readonly passphrase: string }) {
  const { t } = useTranslation('ui');
  const strength = estimateStrength(passphrase);
  const reached = Math.max(strengths.indexOf(strength) - 1, strength === 'common' ? 1 : 0);
  return (
    <div className="ui-strength" role="status" data-strength={strength}>
      <span className="ui-strength-bars" aria-hidden>
        {bars.map((bar, index) => (
          <i key={bar} {...(index < reached ? { 'data-on': true } : {})} />
        ))}
      </span>
      {t(`passphrase.${strength}`)}
    </div>
  );
}

export function PassphraseField({ isNew = false, ...props }: PassphraseFieldProps) {
  const { t } = useTranslation('ui');
  const [isShown, setShown] = useState(false);
  const toggle = (
    <IconButton
      icon={isShown ? IconEyeOff : IconEye}
      label={t(isShown ? 'secret.hide' : 'secret.show')}
      size="small"
      className="ui-input-inner"
      onPress={() => setShown(!isShown)}
    />
  );
  return (
    <div className="ui-field">
      <TextField
        {...props}
        type={isShown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        after={toggle}
      />
      {isNew && <StrengthHint passphrase={props.value ?? ''} />}
    </div>
  );
}
