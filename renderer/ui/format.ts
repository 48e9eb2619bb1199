// How money, dates and counts look. Only for showing: nothing here is read back.

const money = new Intl.NumberFormat('pl-PL', { style: 'currency', currency: 'PLN', useGrouping: 'always' });
const plain = new Intl.NumberFormat('pl-PL', { useGrouping: 'always', maximumFractionDigits: 6 });
const amount = new Intl.NumberFormat('pl-PL', {
  useGrouping: 'always',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const dateTime = new Intl.DateTimeFormat('pl-PL', {
  timeZone: 'Europe/Warsaw',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const time = new Intl.DateTimeFormat('pl-PL', { timeZone: 'Europe/Warsaw', hour: '2-digit', minute: '2-digit' });

/** `1 234,50 zł` from grosze, always grouped, with U+00A0 (Intl alone leaves four digits ungrouped in Polish). */
export const formatMoney = (grosze: number): string => money.format(grosze / 100);

/** `1 234,50` from grosze, for a column whose header already says the currency. */
export const formatAmount = (grosze: number): string => amount.format(grosze / 100);

/** `100 000`, grouped with U+00A0; decimals after a comma where there are any. */
export const formatCount = (count: number): string => plain.format(count);

/** `05.11.2026` from a calendar date `2026-11-05`; what is no such date comes back unchanged. */
export const formatDate = (date: string): string => {
  const [year, month, day] = date.split('-');
  return year !== undefined && month !== undefined && day !== undefined ? `${day}.${month}.${year}` : date;
};

/** `05.11.2026, 14:32` on a Warsaw clock, from an instant in UTC. */
export const formatDateTime = (instant: string): string => dateTime.format(new Date(instant));

/** `14:32` on a Warsaw clock, from an instant in UTC. */
export const formatTime = (instant: string): string => time.format(new Date(instant));
