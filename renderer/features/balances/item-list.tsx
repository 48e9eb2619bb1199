import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { notify } from '../../ui/toast-store.ts';
import type { UnsavedRow } from './working-content.ts';

export type ItemListProps<Row extends object> = {
  readonly rows: readonly Row[];
  readonly onRows: (rows: Row[]) => void;
  /** A row to begin with. */
  readonly blank: () => Row;
  readonly addLabel: string;
  readonly itemLabel: (place: number) => string;
  /** Rows of this list that are not saved yet, by place. */
  readonly unsaved: readonly UnsavedRow[];
  readonly fieldLabels: Readonly<Record<string, string>>;
  readonly children: (row: Row, change: (part: Partial<Row>) => void) => ReactNode;
  /** Instead of the button that adds a row. */
  readonly cannotAdd?: string | null;
};

/** One key a row for as long as it is shown, so that removing one does not move what is typed in another. */
function useRowKeys(count: number) {
  const next = useRef(count);
  const [keys, setKeys] = useState(() => Array.from({ length: count }, (_, place) => place));
  const fresh = () => {
    next.current += 1;
    return next.current;
  };
  const shown = keys.length === count ? keys : Array.from({ length: count }, (_, place) => keys[place] ?? -1 - place);
  return { keys: shown, setKeys, fresh };
}

function useRows<Row extends object>(props: ItemListProps<Row>) {
  const { t } = useTranslation(['balances', 'common']);
  const { keys, setKeys, fresh } = useRowKeys(props.rows.length);
  const latest = useRef({ rows: props.rows, keys });
  useEffect(() => {
    latest.current = { rows: props.rows, keys };
  });
  const put = (place: number, row: Row) => {
    const { rows, keys: before } = latest.current;
    setKeys(before.toSpliced(place, 0, fresh()));
    props.onRows(rows.toSpliced(place, 0, row));
  };
  const remove = (place: number) => {
    const row = props.rows[place];
    if (row === undefined) return;
    setKeys(keys.toSpliced(place, 1));
    props.onRows(props.rows.toSpliced(place, 1));
    notify({
      text: t('balances:removed', { what: props.itemLabel(place + 1) }),
      action: { label: t('common:undo'), onPress: () => put(place, row) },
    });
  };
  const change = (place: number, part: Partial<Row>) =>
    props.onRows(props.rows.map((row, index) => (index === place ? { ...row, ...part } : row)));
  return { keys, put, remove, change };
}

function UnsavedNote({ row, labels }: { readonly row: UnsavedRow; readonly labels: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('balances');
  const names = row.fields.flatMap((field) => labels[field] ?? []);
  return (
    <Notice tone="warning">
      {names.length === 0 ? t('notSavedOther') : t('notSavedYet', { fields: names.join(', ') })}
    </Notice>
  );
}

/** Whoever adds a row goes on writing in it. */
function useLastItem() {
  const list = useRef<HTMLDivElement>(null);
  const isAwaited = useRef(false);
  useEffect(() => {
    if (!isAwaited.current) return;
    isAwaited.current = false;
    const last = [...(list.current?.querySelectorAll('fieldset') ?? [])].at(-1);
    last?.querySelector<HTMLElement>('input, textarea, [aria-haspopup="listbox"]')?.focus();
  });
  const goToLast = () => {
    isAwaited.current = true;
  };
  return { list, goToLast };
}

/** Rows of a section: each a small form with a heading, removed with a way back, added below. */
export function ItemList<Row extends object>(props: ItemListProps<Row>) {
  const { t } = useTranslation(['balances', 'common']);
  const { rows, itemLabel, unsaved, fieldLabels, children, cannotAdd = null } = props;
  const { keys, put, remove, change } = useRows(props);
  const { list, goToLast } = useLastItem();
  const add = () => {
    put(rows.length, props.blank());
    goToLast();
  };
  return (
    <div className="balance-items" ref={list}>
      {rows.length === 0 && <p className="ui-hint">{t('balances:emptyList')}</p>}
      {rows.map((row, place) => {
        const label = itemLabel(place + 1);
        const isUnsaved = unsaved.find((one) => one.place === place);
        return (
          <fieldset key={keys[place]} className="balance-item">
            <legend>{label}</legend>
            <div className="balance-item-remove">
              <IconButton
                icon={IconTrash}
                size="small"
                label={`${t('common:remove')}: ${label}`}
                onPress={() => remove(place)}
              />
            </div>
            {children(row, (part) => change(place, part))}
            {isUnsaved && <UnsavedNote row={isUnsaved} labels={fieldLabels} />}
          </fieldset>
        );
      })}
      {cannotAdd === null ? (
        <div>
          <Button icon={IconPlus} onPress={add}>
            {props.addLabel}
          </Button>
        </div>
      ) : (
        <p className="ui-hint">{cannotAdd}</p>
      )}
    </div>
  );
}
