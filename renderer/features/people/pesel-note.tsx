import { useTranslation } from 'react-i18next';
import { ageOn } from '../../../shared/domain/calendar.ts';
import { parsePesel } from '../../../shared/domain/pesel.ts';
import { today } from '../../app/today.ts';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';

/** What the number says, at once: birth date, sex and age, or where it goes wrong. */
export function PeselNote({ pesel }: { readonly pesel: string }) {
  const { t } = useTranslation('people');
  const { t: words } = useTranslation('vocabulary');
  const typed = pesel.replace(/[\s-]/g, '');
  if (typed.length < 11) return <div />;
  const read = parsePesel(typed);
  if (!read.ok) {
    return (
      <Notice tone="danger" isLive>
        {t(`peselFault.${read.problem}`, { typed: typed.length })}
      </Notice>
    );
  }
  const { birthDate, sex } = read.value;
  const facts = { birthDate: formatDate(birthDate), sex: words(`sex.${sex}`), age: ageOn(birthDate, today()) };
  return (
    <Notice tone="success" isLive>
      {t('fromPesel', facts)}
    </Notice>
  );
}
