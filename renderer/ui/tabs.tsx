import type { ReactNode } from 'react';
import { Tabs as BaseTabs, Link, Tab, TabList, TabPanel } from 'react-aria-components';
import { formatCount } from './format.ts';

type TabItem = {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly isDisabled?: boolean;
  readonly content: ReactNode;
};

export type TabsProps = {
  readonly label: string;
  readonly tabs: readonly TabItem[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
};

const Count = ({ count }: { readonly count: number | undefined }) =>
  count === undefined ? null : <span className="ui-label-note"> {formatCount(count)}</span>;

/** Tabs that live on one page; for tabs with an address take `TabLinks`. */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <BaseTabs className="ui-tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className="ui-tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="ui-tab" isDisabled={tab.isDisabled ?? false}>
            {tab.label}
            <Count count={tab.count} />
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="ui-tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </BaseTabs>
  );
}

type TabLink = {
  readonly href: string;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly count?: number | undefined;
};

export type TabLinksProps = { readonly label: string; readonly links: readonly TabLink[] };

/** Tabs that are addresses: each a link, the current one marked. */
export function TabLinks({ label, links }: TabLinksProps) {
  return (
    <nav aria-label={label} className="ui-tab-list">
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          className="ui-tab"
          {...(link.isCurrent ? { 'aria-current': 'page' as const } : {})}
        >
          {link.label}
          <Count count={link.count} />
        </Link>
      ))}
    </nav>
  );
}
