// Ctrl+K: people, cases and commands behind one field.

import { IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../shared/contract/index.ts';
import type { PersonRow } from '../../shared/contract/people.ts';
import { mayAsk } from '../client/client.ts';
import { CommandPalette, type PaletteItem } from '../ui/command-palette.tsx';
import { matchesWords } from '../ui/fold.ts';
import { formatDate } from '../ui/format.ts';
import { listAreasFor } from './areas.ts';
import { ask } from './connection.ts';
import { useSession } from './session-store.ts';

type PaletteProps = { readonly isOpen: boolean; readonly onClose: () => void; readonly onHelp: () => void };
type Command = PaletteItem & { readonly run: () => void };

const askAfterMs = 150;

export function Palette({ isOpen, onClose, onHelp }: PaletteProps) {
  const { t } = useTranslation('app');
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const { people, isLoading } = usePeople(isOpen ? text : '');
  const commands = useCommands(onHelp).filter(({ label }) => matchesWords(label, text));
  const close = () => {
    setText('');
    onClose();
  };
  const choose = (id: string) => {
    close();
    const command = commands.find((one) => one.id === id);
    if (command !== undefined) command.run();
    else void navigate({ to: '/people/$personId', params: { personId: id } });
  };
  const groups = [
    { id: 'people', label: t('foundPeople'), items: people.map(toItem) },
    { id: 'commands', label: t('commands'), items: commands },
  ].filter(({ items }) => items.length > 0);
  return (
    <CommandPalette
      isOpen={isOpen}
      onClose={close}
      text={text}
      onTextChange={setText}
      groups={groups}
      onChoose={choose}
      placeholder={t('findPlaceholder')}
      isLoading={isLoading}
    />
  );
}

function toItem(person: PersonRow): PaletteItem {
  const number = person.pesel ?? person.documentNumber ?? '';
  const note = [number, formatDate(person.birthDate), ...person.caseNumbers].filter(Boolean).join(' · ');
  return { id: person.id, label: `${person.lastName} ${person.firstName}`, note, icon: IconUser };
}

/** Whoever the text finds; answers that come late are dropped. */
function usePeople(text: string): { people: readonly PersonRow[]; isLoading: boolean } {
  const [found, setFound] = useState<{ text: string; people: readonly PersonRow[] }>({ text: '', people: [] });
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < 2) return;
    let isLate = false;
    const timer = window.setTimeout(async () => {
      const answer = await ask().people.search({ text: wanted, after: null, limit: 8 });
      if (!isLate) setFound({ text: wanted, people: answer.ok ? answer.value.rows : [] });
    }, askAfterMs);
    return () => {
      isLate = true;
      window.clearTimeout(timer);
    };
  }, [wanted]);
  if (wanted.length < 2) return { people: [], isLoading: false };
  return { people: found.people, isLoading: found.text !== wanted };
}

function useCommands(onHelp: () => void): Command[] {
  const { t } = useTranslation('app');
  const { status, lock } = useSession();
  const user = status?.user ?? null;
  const go = (href: string) => () => {
    window.location.hash = href;
  };
  const areas = listAreasFor(user).map(({ id, href, icon }) => ({
    id: `area-${id}`,
    label: t('goTo', { area: t(`area.${id}`) }),
    icon,
    run: go(href),
  }));
  const register: Command[] = mayAsk(user, contract.people.register)
    ? [{ id: 'register', label: t('newPerson'), run: go('#/people/new') }]
    : [];
  return [
    ...register,
    ...areas,
    { id: 'lock', label: t('lock'), shortcut: 'Ctrl+L', run: () => void lock() },
    { id: 'help', label: t('help'), shortcut: 'F1', run: onHelp },
  ];
}
