// Whom the sign-in offers: by name as soon as somebody opened the file in this program, until then by the login alone.
import type { SessionStatus } from '../../../shared/contract/session.ts';
import type { Option } from '../../ui/select.tsx';

export function toLoginOptions(logins: SessionStatus['logins']): Option[] {
  return logins.map(({ login, displayName }) =>
    displayName === null ? { value: login, label: login } : { value: login, label: displayName, note: login },
  );
}
