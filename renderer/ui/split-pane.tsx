import type { CSSProperties, ReactNode } from 'react';

export type SplitPaneProps = {
  readonly list: ReactNode;
  readonly listLabel: string;
  /** null: nothing is chosen and the list takes the whole width. */
  readonly detail: ReactNode | null;
  readonly detailLabel: string;
  readonly detailWidthRem?: number;
};

/** List and detail side by side; F6 walks between them. */
export function SplitPane({ list, listLabel, detail, detailLabel, detailWidthRem = 24 }: SplitPaneProps) {
  // A custom property is a valid style to React; its type knows only the built-in names.
  const style = { '--split-detail': `${detailWidthRem}rem` } as CSSProperties;
  return (
    <div className="ui-split" data-empty={detail === null || undefined} style={style}>
      <section className="ui-split-list" aria-label={listLabel} data-pane="list" tabIndex={-1}>
        {list}
      </section>
      {detail !== null && (
        <section className="ui-split-detail" aria-label={detailLabel} data-pane="detail" tabIndex={-1}>
          {detail}
        </section>
      )}
    </div>
  );
}
