// Copies of the case file, and going back to one. The work itself is done behind the door; here it is asked for and kept.
import { type AreaHandlers, type CommandContext, Refusal } from '../core/context.ts';
import { removeBackupPlan, storeBackupPlan } from '../database/backups.ts';
import { writeIfThereIsRoom } from '../database/fault.ts';
import { orChangedMeanwhile } from './rows.ts';

export const backups: AreaHandlers<'backups'> = {
  async status(context) {
    return context.backups.status();
  },

  async configure(context, { folder, ...plan }) {
    if (folder === null) context.store((command) => endPlan(command, plan.seenVersion));
    else {
      const { isOnSameDisk } = await context.backups.probe(folder);
      context.store((command) => storePlan(command, { ...plan, folder, isOnSameDisk }));
    }
    void context.backups.look();
    return context.backups.status();
  },

  async makeNow(context, { folder }) {
    const made = await context.backups.makeNow(folder);
    writeIfThereIsRoom(() => context.store(({ note, device }) => note(device, made)));
    return { ...made, status: context.backups.status() };
  },

  async list(context, { folder }) {
    return context.backups.list(folder);
  },

  async preview(context, { path }) {
    return context.backups.preview(path);
  },

  async restore(context, asked) {
    if (context.user === null) throw new Refusal({ kind: 'not-signed-in' });
    const { login } = context.user;
    const { setAside } = await context.backups.restore({ ...asked, login, isByAnyone: false });
    context.emptySeats();
    return { status: context.status(), setAside };
  },

  async recover(context, asked) {
    const { setAside } = await context.backups.restore({ ...asked, isByAnyone: true });
    context.emptySeats();
    return { status: context.status(), setAside };
  },
};

type Plan = {
  readonly folder: string;
  readonly everyHours: number;
  readonly isOnSameDisk: boolean;
  readonly seenVersion: number;
};

function storePlan({ db, device, note }: CommandContext, { seenVersion, ...plan }: Plan): void {
  orChangedMeanwhile(storeBackupPlan(db, { ...plan, seenVersion, device }));
  note(device, plan);
}

/** Where there was none there is nothing to end. */
function endPlan({ db, device, note }: CommandContext, seenVersion: number): void {
  if (seenVersion > 0) orChangedMeanwhile(removeBackupPlan(db, seenVersion));
  note(device, { folder: null });
}
