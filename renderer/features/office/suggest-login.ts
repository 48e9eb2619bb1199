import { fold } from '../../ui/fold.ts';

/** "Anna Nowak-Wójcik" gives "anna.nowak-wojcik"; empty where a name gives no login. */
export function suggestLogin(displayName: string): string {
  return fold(displayName)
    .replace(/[^a-z0-9\s-]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .join('.')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40);
}
