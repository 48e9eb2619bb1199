import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../../shared/contract/people.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import './people.css';

type CandidatesProps = { readonly candidates: readonly PersonRow[]; readonly onCheckAgain: () => void };

/** Who may already be this person; read first, so it takes the focus, and the card of each is one press away. */
export function Candidates(props: CandidatesProps) {
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => answer.current?.focus(), []);
  return (
    <div ref={answer} tabIndex={-1} className="people-answer">
      <Found {...props} />
    </div>
  );
}

function Found({ candidates, onCheckAgain }: CandidatesProps) {
  const { t } = useTranslation('people');
  const again = (
    <Button size="small" onPress={onCheckAgain}>
      {t('new.check')}
    </Button>
  );
  if (candidates.length === 0) {
    return (
      <Notice tone="success" isLive actions={again}>
        {t('new.noCandidates')}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" isLive title={t('new.candidates', { count: candidates.length })} actions={again}>
      <p>{t('new.candidatesText')}</p>
      <ul className="people-candidates">
        {candidates.map((person) => (
          <li key={person.id}>
            <span>
              {person.lastName} {person.firstName}, {person.pesel ?? person.documentNumber},{' '}
              {formatDate(person.birthDate)}
              {person.municipality !== null && `, ${person.municipality}`}
            </span>
            <LinkButton size="small" href={`#/people/${person.id}`}>
              {t('new.open')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
