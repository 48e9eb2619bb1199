import type { CalendarDate } from '@internationalized/date';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import {
  Calendar as BaseCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarMonthPicker,
  CalendarYearPicker,
  type Key,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Select } from './select.tsx';

type PickerParts = {
  readonly 'aria-label': string;
  readonly value: Key;
  readonly onChange: (key: Key | null) => void;
  readonly items: readonly { readonly id: number; readonly formatted: string }[];
};

function PartSelect({ label, picker }: { readonly label: string; readonly picker: PickerParts }) {
  return (
    <Select
      label={label}
      isLabelHidden
      value={Number(picker.value)}
      onChange={picker.onChange}
      options={picker.items.map(({ id, formatted }) => ({ value: id, label: formatted }))}
    />
  );
}

function CalendarHead() {
  const { t } = useTranslation('ui');
  return (
    <div className="ui-calendar-head">
      <IconButton slot="previous" icon={IconChevronLeft} label={t('date.previousMonth')} size="small" />
      <CalendarMonthPicker format="long">
        {(picker) => <PartSelect label={t('date.month')} picker={picker} />}
      </CalendarMonthPicker>
      <CalendarYearPicker visibleYears={80} format={{ year: 'numeric' }}>
        {(picker) => <PartSelect label={t('date.year')} picker={picker} />}
      </CalendarYearPicker>
      <IconButton slot="next" icon={IconChevronRight} label={t('date.nextMonth')} size="small" />
    </div>
  );
}

export type CalendarProps = {
  readonly value: CalendarDate | null;
  /** `YYYY-MM-DD`. */
  readonly onPick: (date: string) => void;
};

export function Calendar({ value, onPick }: CalendarProps) {
  return (
    <BaseCalendar
      className="ui-calendar"
      value={value}
      onChange={(picked: CalendarDate) => onPick(picked.toString())}
      firstDayOfWeek="mon"
      autoFocus
    >
      <CalendarHead />
      <CalendarGrid className="ui-calendar-grid" weekdayStyle="short">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="ui-calendar-weekday">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className="ui-calendar-day" />}</CalendarGridBody>
      </CalendarGrid>
    </BaseCalendar>
  );
}
