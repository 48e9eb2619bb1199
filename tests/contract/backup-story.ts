// Part of the story: a folder for backups, one at once, a look at it, and back to it.
import type { Step } from './story.ts';

type Administrator = { readonly login: string; readonly passphrase: string };

/** `person` is somebody to register, who is lost again. */
export function listBackupSteps(administrator: Administrator, person: object): readonly Step[] {
  return [
    { operation: 'session.signIn', input: () => administrator },
    { operation: 'backups.makeNow', input: () => ({ folder: null }) },
    { operation: 'backups.configure', input: ({ folder }) => ({ folder, everyHours: 24, seenVersion: 0 }) },
    { operation: 'backups.makeNow', as: 'made', input: () => ({ folder: null }) },
    { operation: 'backups.status' },
    { operation: 'backups.list', input: () => ({ folder: null }) },
    { operation: 'people.register', input: () => ({ ...person, identity: { kind: 'pesel', pesel: '85050503994' } }) },
    { operation: 'backups.preview', input: (memory) => ({ path: memory.read('made.path') }) },
    {
      operation: 'backups.restore',
      input: (memory) => ({ path: memory.read('made.path'), passphrase: administrator.passphrase }),
    },
    { operation: 'backups.recover', input: (memory) => ({ path: memory.read('made.path'), ...administrator }) },
  ];
}
