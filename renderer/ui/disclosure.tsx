import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useContext } from 'react';
import { Disclosure as BaseDisclosure, Button, DisclosurePanel, DisclosureStateContext } from 'react-aria-components';
import { Icon } from './icon.tsx';

export type DisclosureProps = {
  /** What is always seen; pressing it unfolds the rest. */
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly startsOpen?: boolean;
};

/** Drawn only when it is open: what is folded costs nothing. */
function OpenContent({ children }: { readonly children: ReactNode }) {
  return useContext(DisclosureStateContext)?.isExpanded ? children : null;
}

export function Disclosure({ summary, children, startsOpen = false }: DisclosureProps) {
  return (
    <BaseDisclosure className="ui-disclosure" defaultExpanded={startsOpen}>
      <Button slot="trigger" className="ui-disclosure-button">
        <Icon of={IconChevronRight} size="small" className="ui-disclosure-mark" />
        {summary}
      </Button>
      <DisclosurePanel className="ui-disclosure-panel">
        <OpenContent>{children}</OpenContent>
      </DisclosurePanel>
    </BaseDisclosure>
  );
}

export type ArithmeticStep = {
  readonly label: string;
  /** How it came about: `25 × 1 200,00 zł`. */
  readonly how?: string;
  readonly value: string;
};

export type ArithmeticProps = {
  readonly caption: string;
  readonly steps: readonly ArithmeticStep[];
  readonly total: { readonly label: string; readonly value: string };
};

/** The steps from which a sum came. */
export function Arithmetic({ caption, steps, total }: ArithmeticProps) {
  return (
    <table className="ui-steps-sum">
      <caption className="ui-hidden">{caption}</caption>
      <tbody>
        {steps.map((step) => (
          <tr key={step.label}>
            <th scope="row">{step.label}</th>
            <td className="ui-numeric">{step.how}</td>
            <td>{step.value}</td>
          </tr>
        ))}
        <tr data-total>
          <th scope="row" colSpan={2}>
            {total.label}
          </th>
          <td>{total.value}</td>
        </tr>
      </tbody>
    </table>
  );
}
