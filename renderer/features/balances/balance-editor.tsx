import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Balance } from '../../../shared/contract/balances.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import { Button } from '../../ui/button.tsx';
import { formatDate } from '../../ui/format.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Notice } from '../../ui/notice.tsx';
import { Shortcut } from '../../ui/shortcut.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Section } from '../../ui/surface.tsx';
import { listMarks, type SectionId, sections } from './balance-sections.ts';
import { FinishDialog } from './finish-dialog.tsx';
import { SavedLine, SavingNotices } from './saving-state.tsx';
import { SectionForm } from './section-form.tsx';
import { SectionList } from './section-list.tsx';
import { type BalanceSaving, useBalanceSaver } from './use-balance-saver.ts';

export type BalanceEditorProps = {
  readonly balance: Balance;
  readonly rules: Programme;
  /** Each saved row. */
  readonly onSaved: (balance: Balance) => void;
  readonly onFinished: (balance: Balance) => void;
  /** Reads the case's balances anew. */
  readonly onReload: () => void;
};

const sectionAfter = (id: SectionId): SectionId => {
  const place = sections.findIndex((section) => section.id === id);
  return sections[(place + 1) % sections.length]?.id ?? id;
};

type BarProps = {
  readonly balance: Balance;
  readonly saving: BalanceSaving;
  readonly onNext: () => void;
  readonly onFinish: () => void;
};

function EditorBar({ balance, saving, onNext, onFinish }: BarProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  return (
    <div className="balance-bar">
      <strong>{t('balances:version', { number: balance.versionNumber })}</strong>
      <span className="ui-hint">
        {t('balances:variant')}: {t(`vocabulary:balanceVariant.${balance.variant}`)} · {t('balances:informedOn')}:{' '}
        {formatDate(balance.informedOn)}
      </span>
      <SavedLine saving={saving} />
      <span className="balance-bar-acts">
        <Button onPress={onNext}>
          {t('balances:nextSection')} <Shortcut keys="Ctrl+Enter" />
        </Button>
        <Button variant="primary" onPress={onFinish}>
          {t('balances:finish.button')}
        </Button>
      </span>
    </div>
  );
}

/** The first field of a section, or its first button while it has none. */
function focusFirst(panel: HTMLElement | null): void {
  const field = panel?.querySelector<HTMLElement>('input, textarea, [aria-haspopup="listbox"]');
  (field ?? panel?.querySelector<HTMLElement>('button'))?.focus();
}

/** Begun from a dialog whose button is gone, the editor takes the focus that would be nowhere. */
function useRescuedFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusFirst(panel.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [panel]);
}

function useEditor({ balance, onSaved }: BalanceEditorProps) {
  const { t } = useTranslation(['balances', 'common']);
  const saving = useBalanceSaver(balance, onSaved);
  const [section, setSection] = useState<SectionId>('goal');
  const [finishing, setFinishing] = useState<'no' | 'asked' | 'unsaved'>('no');
  const panel = useRef<HTMLDivElement>(null);
  const mustFocus = useRef(false);
  const goTo = (wanted: SectionId) => {
    mustFocus.current = true;
    setSection(wanted);
  };
  useEffect(() => {
    if (!mustFocus.current || finishing !== 'no') return;
    mustFocus.current = false;
    focusFirst(panel.current);
  });
  useRescuedFocus(panel);
  const next = () => goTo(sectionAfter(section));
  useHotkey('Ctrl+S', () => void saving.flush(), { label: t('common:save') });
  useHotkey('Ctrl+Enter', next, { label: t('balances:nextSection') });
  const askToFinish = async () => {
    const isAllSaved = await saving.flush();
    setFinishing(isAllSaved && saving.latest().unsaved.length === 0 ? 'asked' : 'unsaved');
  };
  return { saving, section, setSection, finishing, setFinishing, goTo, next, askToFinish, panel };
}

/** The draft balance: sections at the left, the form at the right, saved while it is typed. */
export function BalanceEditor(props: BalanceEditorProps) {
  const { t } = useTranslation('balances');
  const { balance, rules, onFinished, onReload } = props;
  const { saving, section, finishing, setFinishing, goTo, ...editor } = useEditor(props);
  if (!saving.isReady) return <Spinner label={t('loading')} />;
  const { content, unsaved } = saving;
  return (
    <div className="ui-form">
      <EditorBar balance={balance} saving={saving} onNext={editor.next} onFinish={() => void editor.askToFinish()} />
      <SavingNotices saving={saving} onReload={onReload} />
      {finishing === 'unsaved' && unsaved.length > 0 && (
        <Notice tone="warning" isLive>
          {t('finish.unsaved')}
        </Notice>
      )}
      <SectionList
        selected={section}
        onSelect={editor.setSection}
        marks={listMarks(rules, content, balance.informedOn)}
      >
        <div ref={editor.panel} data-section={section}>
          <Section title={t(`section.${section}`)}>
            <SectionForm id={section} content={content} onChange={saving.changePart} unsaved={unsaved} rules={rules} />
          </Section>
        </div>
      </SectionList>
      {finishing === 'asked' && (
        <FinishDialog
          balance={saving.saved}
          rules={rules}
          onClose={() => setFinishing('no')}
          onGoTo={(wanted) => {
            setFinishing('no');
            goTo(wanted);
          }}
          onFinished={onFinished}
        />
      )}
    </div>
  );
}
