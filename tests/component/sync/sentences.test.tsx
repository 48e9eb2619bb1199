import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StatusLine } from '../../../renderer/app/status-line.tsx';
import { useSync } from '../../../renderer/app/sync-store.ts';
import { failureWords } from '../../../renderer/features/sync/failure-words.ts';
import { refusalSentence } from '../../../renderer/features/vouchers/delivery-words.ts';
import type { VoucherText } from '../../../renderer/features/vouchers/voucher-words.ts';
import { i18n } from '../../../renderer/text/index.ts';
import { office } from '../../../renderer/text/pl/office.ts';
import { connectionCauses } from '../../../shared/contract/problem.ts';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { itemCodes } from '../../../shared/wire/batch.ts';
import { problemCodes } from '../../../shared/wire/problem.ts';
import { day, startCore } from '../cases/fake-core.ts';
import { expectAccessible, show } from '../cases/show.tsx';
import { deliveries, fictionalStatus } from '../vouchers/fictional-voucher.ts';

const t = i18n.getFixedT(null, 'vouchers');
const words: VoucherText = i18n.getFixedT<['vouchers', 'vocabulary', 'common']>(null, [
  'vouchers',
  'vocabulary',
  'common',
]);
const isEnrolments = (code: string) => Object.hasOwn(office.enrolment, code);

const codes = [...problemCodes.filter((code) => !isEnrolments(code)), 'conflict'];
const failures = [
  ...connectionCauses.map((cause) => ({ cause, code: null })),
  ...codes.map((code) => ({ cause: 'http' as const, code })),
];

test('every cause and every code of an answer has a sentence of its own', () => {
  const sentences = failures.map((failure) => failureWords(t, failure));
  expect(new Set(sentences).size).toBe(failures.length);
  expect(sentences).not.toContain(t('connection.other'));
  for (const sentence of sentences) expect(sentence).toMatch(/^\p{Ll}.{15,}[^.]$/u);
});

test('every code that an enrolment may be answered with has one too', () => {
  expect(problemCodes.filter(isEnrolments)).toEqual(['code-unknown', 'code-used', 'code-expired']);
});

test('a code of a later release falls back to its cause', () => {
  expect(failureWords(t, { cause: 'auth', code: 'key-expired' })).toBe(t('connection.auth'));
});

test('every code of an item has a sentence of its own', () => {
  const sentences = itemCodes.map((cause) => refusalSentence(words, { ...deliveries.waiting, cause, facts: {} }));
  expect(new Set(sentences).size).toBe(itemCodes.length);
  expect(sentences).not.toContain(words('vouchers:refusal.other'));
});

type Failure = Omit<NonNullable<SyncStatus['lastFailure']>, 'at'>;

function showFooter(part: Partial<SyncStatus>) {
  startCore(['clerk']);
  useSync.setState({ status: fictionalStatus(part) });
  return show(<StatusLine />);
}

test.each<[Failure, RegExp]>([
  [{ cause: 'offline', code: null }, /^Praca bez połączenia/],
  [{ cause: 'timeout', code: null }, /^Praca bez połączenia/],
  [{ cause: 'protocol', code: null }, /^Praca bez połączenia/],
])('the footer stays calm and leads nowhere while there is no line: %o', (failure, text) => {
  showFooter({ lastFailure: { ...failure, at: day } });
  expect(screen.getByText(text)).toBeTruthy();
  expect(screen.queryByRole('link')).toBeNull();
});

test.each<[Failure, RegExp]>([
  [{ cause: 'http', code: 'unavailable' }, /chwilowo nie przyjmuje wysyłki/],
  [{ cause: 'http', code: 'too-many-requests' }, /chwilowo nie przyjmuje wysyłki/],
  [{ cause: 'auth', code: 'workstation-revoked' }, /Stanowisko odwołane.*administrator/],
  [{ cause: 'tls', code: null }, /nie jest bezpieczne.*administrator/],
  [{ cause: 'http', code: 'schema-version' }, /wymaga aktualizacji.*administrator/],
  [{ cause: 'auth', code: 'clock-skew' }, /Zegar komputera/],
  [{ cause: 'auth', code: 'signature-invalid' }, /Wysyłka nie działa.*administrator/],
  [{ cause: 'http', code: 'conflict' }, /Wysyłka nie działa.*administrator/],
])('the footer says in short what else it is, and leads to the deliveries: %o', (failure, text) => {
  showFooter({ lastFailure: { ...failure, at: day } });
  expect(screen.getByRole('link', { name: text }).getAttribute('href')).toBe('#/deliveries');
  expect(screen.queryByText(/Praca bez połączenia/)).toBeNull();
});

test('what is quarantined is in the footer, counted as not delivered', async () => {
  const { container } = showFooter({ waiting: 5, quarantined: 2 });
  expect(screen.getByText(/Czeka 5 wysyłek/)).toBeTruthy();
  const link = screen.getByRole('link', { name: 'Wstrzymane przez urząd centralny: 2' });
  expect(link.getAttribute('href')).toBe('#/deliveries');
  await expectAccessible(container);
});
