import { useTranslation } from 'react-i18next';

export const usualRhythms = [4, 12, 24, 168] as const;

/** "raz dziennie" for 24 hours. */
export function useRhythmWords(): (everyHours: number) => string {
  const { t } = useTranslation('backups');
  return (everyHours) => {
    const usual = usualRhythms.find((hours) => hours === everyHours);
    return usual === undefined ? t('plan.everyOther', { hours: everyHours }) : t(`plan.every${usual}`);
  };
}
