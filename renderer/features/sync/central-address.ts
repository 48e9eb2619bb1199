/** https, or http on this very computer: nothing else is ever asked. */
export function isCentralAddress(typed: string): boolean {
  const url = URL.parse(typed.trim());
  if (url === null) return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
  );
}
