import { parseDate } from '@internationalized/date';
import { IconCalendar } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Calendar } from './calendar.tsx';
import type { ControlProps } from './field.tsx';
import { formatDate } from './format.ts';
import { TextField } from './text-field.tsx';
import { readTypedDate, type TypedDate } from './typed-date.ts';
import { useTypedText } from './use-typed-text.ts';

export type DateFieldProps = ControlProps & {
  /** `YYYY-MM-DD`, `null` while empty; what is no date stands here as it was typed, so that a schema refuses it. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
};

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

function read(text: string): string | null {
  const typed = readTypedDate(text);
  if (typed.kind === 'empty') return null;
  return typed.kind === 'date' ? typed.date : text;
}

const show = (value: string | null) => (value !== null && isoDate.test(value) ? formatDate(value) : (value ?? ''));

function faultOf(typed: TypedDate, text: string, t: TFunction<'ui'>): string | null {
  switch (typed.kind) {
    case 'empty':
    case 'date':
      return null;
    case 'incomplete':
      return t('date.incomplete');
    case 'unreadable':
      return t('date.unreadable');
    case 'no-such-month':
      return t('date.noSuchMonth', { month: typed.month });
    case 'no-such-day':
      return t('date.noSuchDay', { typed: text.trim(), lastDay: typed.lastDay });
    case 'year-out-of-range':
      return t('date.yearOutOfRange', { year: typed.year });
  }
}

/** A date is impossible at once, unfinished only when the field was left or the form was refused. */
const mayWait = (typed: TypedDate) => typed.kind === 'incomplete' || typed.kind === 'unreadable';

export function DateField({ value, onChange, ...props }: DateFieldProps) {
  const { t } = useTranslation('ui');
  const [wasLeft, setWasLeft] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { text, setText, tidy } = useTypedText({ value, onChange, show, read });
  const typed = readTypedDate(text);
  const fault = faultOf(typed, text, t);
  const ownError = mayWait(typed) && !wasLeft && !props.errorMessage ? null : fault;
  const leave = () => {
    setWasLeft(true);
    tidy();
    props.onBlur?.();
  };
  const calendar = (
    <CalendarButton
      date={typed.kind === 'date' ? typed.date : null}
      onPick={(date) => setText(formatDate(date))}
      isDisabled={props.isDisabled || props.isReadOnly}
      isOpen={isOpen}
      onOpenChange={setOpen}
    />
  );
  return (
    <TextField
      {...props}
      value={text}
      onChange={setText}
      onBlur={leave}
      inputMode="numeric"
      placeholder={t('date.format')}
      errorMessage={ownError ?? props.errorMessage}
      onKeyDown={({ key, altKey }) => altKey && key === 'ArrowDown' && setOpen(true)}
      after={calendar}
    />
  );
}

type CalendarButtonProps = {
  readonly date: string | null;
  readonly onPick: (date: string) => void;
  readonly isDisabled: boolean | undefined;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};

function CalendarButton({ date, onPick, isDisabled, isOpen, onOpenChange }: CalendarButtonProps) {
  const { t } = useTranslation('ui');
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <IconButton icon={IconCalendar} label={t('date.open')} variant="secondary" isDisabled={isDisabled} />
      <Popover className="ui-popover" placement="bottom end" offset={4}>
        <Dialog aria-label={t('date.dialog')} className="ui-dialog">
          {({ close }) => (
            <Calendar
              value={date === null ? null : parseDate(date)}
              onPick={(picked) => {
                onPick(picked);
                close();
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
