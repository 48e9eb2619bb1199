import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Page } from '../ui/surface.tsx';

export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <Page>
      <PageHeader title={t('notFound.title')} takesFocus />
      <EmptyState title={t('notFound.title')} actions={<LinkButton href="#/">{t('notFound.action')}</LinkButton>}>
        {t('notFound.text')}
      </EmptyState>
    </Page>
  );
}
