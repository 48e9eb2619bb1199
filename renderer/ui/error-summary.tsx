import { useEffect, useRef } from 'react';
import { Link } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

type SummaryError = {
  readonly id: string;
  /** The field's label. */
  readonly label?: string | undefined;
  readonly message: string;
  /** Brings the focus to the field. */
  readonly onGo: () => void;
};

export type ErrorSummaryProps = {
  readonly errors: readonly SummaryError[];
  /** How often saving was tried; the summary takes the focus each time. */
  readonly attempt: number;
};

/** All that must be mended, above the form; each line leads to its field. */
export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const { t } = useTranslation('ui');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Not within the effect: the field that loses the focus answers with changes of its own.
    if (attempt > 0) queueMicrotask(() => box.current?.focus());
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} className="ui-summary" role="alert" tabIndex={-1}>
      <h2>{t('summary.title', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ id, label, message, onGo }) => (
          <li key={id}>
            <Link className="ui-link" onPress={onGo}>
              {label === undefined ? message : `${label}: ${message}`}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
