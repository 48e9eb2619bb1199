import type { ReactNode } from 'react';

export type Definition = { readonly label: string; readonly value: ReactNode; readonly isNumeric?: boolean };

export type DefinitionListProps = {
  readonly items: readonly Definition[];
  /** `bar`: one after another on a line, for what identifies a thing. */
  readonly layout?: 'rows' | 'bar';
};

/** Labels and values. */
export function DefinitionList({ items, layout = 'rows' }: DefinitionListProps) {
  return (
    <dl className="ui-definitions" data-layout={layout}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd className={item.isNumeric ? 'ui-numeric' : undefined}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
