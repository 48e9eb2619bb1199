import { useTranslation } from 'react-i18next';
import { meetingModes } from '../../../shared/contract/balances.ts';
import { today } from '../../app/today.ts';
import { DateField } from '../../ui/date-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { ItemList } from './item-list.tsx';
import type { SectionProps } from './section-props.ts';
import type { WorkingContent } from './working-content.ts';
import { YearField } from './year-field.tsx';

type Meeting = WorkingContent['meetings'][number];

export function MeetingsSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation(['balances', 'vocabulary']);
  const labels = { on: t('balances:on'), minutes: t('balances:minutes'), mode: t('balances:mode') };
  return (
    <ItemList<Meeting>
      rows={content.meetings}
      onRows={(meetings) => onChange({ meetings })}
      blank={() => ({ on: today(), minutes: 60, mode: 'in-person', note: '' })}
      addLabel={t('balances:add.meeting')}
      itemLabel={(place) => t('balances:item.meeting', { place })}
      unsaved={unsaved}
      fieldLabels={labels}
    >
      {(meeting, change) => (
        <>
          <FieldRow>
            <DateField label={labels.on} value={meeting.on || null} onChange={(on) => change({ on: on ?? '' })} />
            <NumberField
              label={labels.minutes}
              value={meeting.minutes || null}
              onChange={(minutes) => change({ minutes: minutes ?? 0 })}
            />
            <Select
              label={labels.mode}
              value={meeting.mode}
              onChange={(mode: Meeting['mode']) => change({ mode })}
              options={meetingModes.map((value) => ({ value, label: t(`vocabulary:meetingMode.${value}`) }))}
            />
          </FieldRow>
          <TextArea
            label={t('balances:note')}
            value={meeting.note}
            onChange={(note) => change({ note })}
            maxLength={8000}
          />
        </>
      )}
    </ItemList>
  );
}

export function EducationSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation('balances');
  const labels = { school: t('school'), finishedIn: t('finishedIn') };
  return (
    <ItemList
      rows={content.education}
      onRows={(education) => onChange({ education })}
      blank={() => ({ school: '', field: '', finishedIn: null })}
      addLabel={t('add.education')}
      itemLabel={(place) => t('item.education', { place })}
      unsaved={unsaved}
      fieldLabels={labels}
    >
      {(row, change) => (
        <FieldRow>
          <TextField
            label={labels.school}
            value={row.school}
            onChange={(school) => change({ school })}
            maxLength={200}
          />
          <TextField
            label={t('fieldOfStudy')}
            value={row.field}
            onChange={(field) => change({ field })}
            maxLength={200}
          />
          <YearField
            label={labels.finishedIn}
            value={row.finishedIn}
            onChange={(finishedIn) => change({ finishedIn })}
          />
        </FieldRow>
      )}
    </ItemList>
  );
}

export function CoursesSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation('balances');
  const labels = { name: t('courseName'), on: t('on') };
  return (
    <ItemList
      rows={content.courses}
      onRows={(courses) => onChange({ courses })}
      blank={() => ({ name: '', certificate: '', on: null })}
      addLabel={t('add.course')}
      itemLabel={(place) => t('item.course', { place })}
      unsaved={unsaved}
      fieldLabels={labels}
    >
      {(row, change) => (
        <FieldRow>
          <TextField label={labels.name} value={row.name} onChange={(name) => change({ name })} maxLength={200} />
          <TextField
            label={t('certificate')}
            value={row.certificate}
            onChange={(certificate) => change({ certificate })}
            maxLength={200}
          />
          <DateField label={labels.on} value={row.on} onChange={(on) => change({ on })} />
        </FieldRow>
      )}
    </ItemList>
  );
}

export function WorkSection({ content, onChange, unsaved }: SectionProps) {
  const { t } = useTranslation('balances');
  const labels = { employer: t('employer'), from: t('from'), to: t('to') };
  return (
    <ItemList
      rows={content.work}
      onRows={(work) => onChange({ work })}
      blank={() => ({ employer: '', occupation: '', from: null, to: null, duties: '' })}
      addLabel={t('add.work')}
      itemLabel={(place) => t('item.work', { place })}
      unsaved={unsaved}
      fieldLabels={labels}
    >
      {(row, change) => (
        <>
          <FieldRow>
            <TextField
              label={labels.employer}
              value={row.employer}
              onChange={(employer) => change({ employer })}
              maxLength={200}
            />
            <TextField
              label={t('occupation')}
              value={row.occupation}
              onChange={(occupation) => change({ occupation })}
              maxLength={200}
            />
          </FieldRow>
          <FieldRow>
            <DateField label={labels.from} value={row.from} onChange={(from) => change({ from })} />
            <DateField label={labels.to} hint={t('toHint')} value={row.to} onChange={(to) => change({ to })} />
          </FieldRow>
          <TextArea
            label={t('duties')}
            value={row.duties}
            onChange={(duties) => change({ duties })}
            rows={3}
            maxLength={2000}
          />
        </>
      )}
    </ItemList>
  );
}
