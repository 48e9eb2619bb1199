import { type ReactNode, useId } from 'react';

type Titled = {
  readonly title?: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** The level of its heading; 2 under a page's title. */
  readonly level?: 2 | 3 | 4;
};

function Head({ id, title, note, actions, level }: Omit<Titled, 'children'> & { readonly id: string }) {
  if (title === undefined) return null;
  const Heading = level === 3 ? 'h3' : level === 4 ? 'h4' : 'h2';
  return (
    <div className="ui-section-head">
      <div>
        <Heading id={id}>{title}</Heading>
        {note && <div className="ui-section-note">{note}</div>}
      </div>
      {actions && <div className="ui-toolbar">{actions}</div>}
    </div>
  );
}

export type SectionProps = Titled;

/** A part of a page under its own heading. */
export function Section({ children, ...head }: SectionProps) {
  const id = useId();
  return (
    <section className="ui-section" aria-labelledby={head.title === undefined ? undefined : id}>
      <Head id={id} {...head} />
      {children}
    </section>
  );
}

/** A section with a border around it. */
export function Card({ children, ...head }: SectionProps) {
  const id = useId();
  return (
    <section className="ui-card" aria-labelledby={head.title === undefined ? undefined : id}>
      <Head id={id} {...head} />
      {children}
    </section>
  );
}

export type PageProps = {
  readonly children: ReactNode;
  /** The page takes the whole height and its lists scroll inside. */
  readonly isFilled?: boolean;
  /** `form`: no wider than a form is comfortable to read. */
  readonly width?: 'full' | 'form';
};

/** The room inside the frame's main part. */
export function Page({ children, isFilled = false, width = 'full' }: PageProps) {
  return (
    <div className="ui-page" data-fill={isFilled || undefined} data-width={width}>
      {children}
    </div>
  );
}

/** Buttons in a row. */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  return <div className="ui-toolbar">{children}</div>;
}
