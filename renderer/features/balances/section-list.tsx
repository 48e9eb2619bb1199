import { IconAlertCircle, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';
import { type SectionId, type SectionMark, sections } from './balance-sections.ts';

export type SectionListProps = {
  readonly selected: SectionId;
  readonly onSelect: (id: SectionId) => void;
  readonly marks: ReadonlyMap<SectionId, SectionMark>;
  /** The form of the selected section. */
  readonly children: ReactNode;
};

const icons = { done: IconCircleCheck, missing: IconAlertCircle, empty: IconCircle } as const;

function Mark({ mark }: { readonly mark: SectionMark }) {
  const { t } = useTranslation('balances');
  return (
    <span className="balance-mark" data-mark={mark}>
      <Icon of={icons[mark]} size="small" />
      <span className="ui-hidden">, {t(`mark.${mark}`)}</span>
    </span>
  );
}

/** The sections at the left with how complete each is, the chosen one at the right. */
export function SectionList({ selected, onSelect, marks, children }: SectionListProps) {
  const { t } = useTranslation('balances');
  const choose = (key: string) => {
    const section = sections.find(({ id }) => id === key);
    if (section !== undefined) onSelect(section.id);
  };
  return (
    <Tabs
      className="balance-editor"
      orientation="vertical"
      selectedKey={selected}
      onSelectionChange={(key) => choose(String(key))}
    >
      <TabList className="balance-sections" aria-label={t('sectionsLabel')}>
        {sections.map(({ id }) => (
          <Tab key={id} id={id} className="balance-section-tab">
            <span>{t(`section.${id}`)}</span>
            <Mark mark={marks.get(id) ?? 'empty'} />
          </Tab>
        ))}
      </TabList>
      <TabPanel key={selected} id={selected} className="balance-section">
        {children}
      </TabPanel>
    </Tabs>
  );
}
