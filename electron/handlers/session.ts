// Who sits at the keyboard. Sign-in and recovery are written to the audit by the case file's door, which alone sees them fail.
import type { SignedInUser } from '../../shared/contract/session.ts';
import { type AreaHandlers, Refusal, refuse, type TaskContext } from '../core/context.ts';
import { deleteDraft, findDraft, saveDraft } from '../database/drafts.ts';
import { CaseFileFault } from '../database/fault.ts';
import { noteRecoveryCodeUsed } from '../database/upkeep.ts';
import { findUserByLogin } from '../database/users.ts';

const largestDraftBytes = 65_536;

export const session: AreaHandlers<'session'> = {
  async status({ status }) {
    return status();
  },

  async signIn({ caseFile, seat, status }, { login, passphrase }) {
    seat(await caseFile.signIn(login, passphrase));
    return status();
  },

  async lock({ user, store, seat, status }) {
    seat(null);
    try {
      if (user !== null) store(({ note }) => note(user.id));
    } catch (error) {
      // A full disk may take the entry, never the lock.
      if (!(error instanceof CaseFileFault)) throw error;
    }
    return status();
  },

  async changePassphrase(context, { passphrase, newPassphrase }) {
    const { id, login } = getUser(context);
    await context.caseFile.changePassphrase(login, passphrase, newPassphrase);
    context.store(({ note }) => note(id));
    return { changedAt: context.world.now() };
  },

  async recover({ caseFile, seat, status }, { login, recoveryCode, newPassphrase }) {
    seat(await caseFile.recover(login, recoveryCode, newPassphrase));
    return status();
  },

  async renewRecoveryCode(context, { passphrase }) {
    const { id, login } = getUser(context);
    const { recoveryCode, replace } = await context.caseFile.prepareRecoveryCode(login, passphrase);
    replace(() =>
      context.store(({ db, note }) => {
        noteRecoveryCodeUsed(db, null);
        note(id);
      }),
    );
    return { recoveryCode, renewedAt: context.world.now() };
  },

  async enableSystemUnlock(context, { passphrase }) {
    const { id, login } = getUser(context);
    await context.caseFile.systemUnlock.enable(login, passphrase);
    context.store(({ note }) => note(id));
    return context.status();
  },

  async disableSystemUnlock(context) {
    const { id, login, roles } = getUser(context);
    const { systemUnlock } = context.caseFile;
    const owner = systemUnlock.login() ?? refuse('system-unlock-off');
    if (owner !== login && !roles.includes('administrator')) {
      throw new Refusal({ kind: 'forbidden', needs: ['administrator'] });
    }
    await systemUnlock.disable(owner);
    context.store(({ db, note }) => note(findUserByLogin(db, owner)?.id ?? id));
    return context.status();
  },

  async unlockWithSystem({ caseFile, seat, status }) {
    seat(await caseFile.systemUnlock.unlock());
    return status();
  },

  saveDraft({ db, user, world, note }, { key, body }) {
    const text = JSON.stringify(body);
    if (Buffer.byteLength(text) > largestDraftBytes) {
      throw new Refusal({ kind: 'invalid-input', issues: [{ path: ['body'], code: 'too_big' }] });
    }
    const savedAt = world.now();
    saveDraft(db, { userId: user.id, key, body: text, savedAt });
    note(user.id, { key });
    return { savedAt };
  },

  findDraft({ db, user }, { key }) {
    return findDraft(db, { userId: user.id, key }) ?? null;
  },

  discardDraft({ db, user, note }, { key }) {
    deleteDraft(db, { userId: user.id, key });
    note(user.id, { key });
    return null;
  },
};

function getUser({ user }: TaskContext): SignedInUser {
  if (user === null) throw new Refusal({ kind: 'not-signed-in' });
  return user;
}
