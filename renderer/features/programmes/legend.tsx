import { useTranslation } from 'react-i18next';
import { certainties } from '../../../shared/domain/vocabulary.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { CertaintyBadge } from './figure.tsx';

/** What the letters of certainty mean. */
export function Legend() {
  const { t } = useTranslation('programmes');
  return (
    <Disclosure summary={t('legend.title')}>
      <p>{t('legend.text')}</p>
      <ul className="programme-legend">
        {certainties.map((certainty) => (
          <li key={certainty}>
            <CertaintyBadge certainty={certainty} /> {t(`legend.${certainty}`)}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
