import { ProgressBar as BaseProgressBar, Label } from 'react-aria-components';
import { Button } from './button.tsx';

export type ProgressBarProps = {
  readonly label: string;
  /** Between 0 and 1; left out while nobody knows how long it takes. */
  readonly share?: number | undefined;
  /** What is said instead of a percentage: `120 z 400`. */
  readonly valueText?: string | undefined;
  readonly cancel?: { readonly label: string; readonly onPress: () => void };
};

export function ProgressBar({ label, share, valueText, cancel }: ProgressBarProps) {
  return (
    <div className="ui-progress">
      <BaseProgressBar
        isIndeterminate={share === undefined}
        value={(share ?? 0) * 100}
        {...(valueText === undefined ? {} : { valueLabel: valueText })}
      >
        {({ percentage, valueText: said, isIndeterminate }) => (
          <>
            <div className="ui-progress-head">
              <Label>{label}</Label>
              <span className="ui-numeric">{isIndeterminate ? '' : said}</span>
            </div>
            <div className="ui-progress-track">
              <div
                className="ui-progress-fill"
                data-indeterminate={isIndeterminate || undefined}
                style={isIndeterminate ? {} : { width: `${percentage ?? 0}%` }}
              />
            </div>
          </>
        )}
      </BaseProgressBar>
      {cancel && (
        <div>
          <Button size="small" onPress={cancel.onPress}>
            {cancel.label}
          </Button>
        </div>
      )}
    </div>
  );
}
