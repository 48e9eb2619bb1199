// The way to the central office of an office that has none.
import type { SyncDoor } from '../../electron/core/context.ts';

function notConnected(): never {
  throw new Error('this office has no network');
}

export const noNetwork: SyncDoor = {
  ...{ status: notConnected, tryNow: notConnected },
  ...{ enrol: notConnected, enrolAgain: notConnected, changeAddress: notConnected },
  ...{ findPersonPool: notConnected, checkReceipt: notConnected },
};
