// What a child process is told when it starts, and what it says; both sides of the pipe share these words.

/** The points between approve and acknowledge at which a process may end itself with SIGKILL. */
export const workstationLabels = [
  'approve:begun',
  'approve:queued',
  'approve:before-commit',
  'approve:after-commit',
  'approve:answered',
  'push:before-send',
  'push:in-flight',
  'push:answered',
  'settle:written',
  'settle:before-commit',
  'settle:after-commit',
] as const;
export const centralLabels = [
  'ingest:begun',
  'ingest:before-commit',
  'ingest:after-commit',
  'answer:before-send',
  'answer:sent',
] as const;
export type Label = (typeof workstationLabels)[number] | (typeof centralLabels)[number];

/** Dies when this label is reached for the nth time. */
export type LabelledDeath = { readonly label: Label; readonly nth: number };

/** Programs that are wrong on purpose, so that the harness can be seen to catch them. */
export const brokenBuilds = [
  'no-idempotency',
  'central-answers-before-commit',
  'office-answers-before-commit',
  'no-fsync',
] as const;
export type BrokenBuild = (typeof brokenBuilds)[number];

/** When both sides' clocks began to run, in milliseconds of the real clock. */
type Begun = { readonly begunAtMs: number };
type Doomed = { readonly death: LabelledDeath | null; readonly broken: BrokenBuild | null };

export type WorkstationPlan = Begun &
  Doomed & {
    readonly folder: string;
    /** Room put by for a full disk; 0 for none. */
    readonly ballastBytes: number;
    readonly seed: number;
    readonly centralUrl: string;
    /** null once the file is enrolled. */
    readonly code: string | null;
    /** Ids of the agreements on which it works. */
    readonly agreements: readonly string[];
    /** Approved already, as the approver was told: nobody does that again. */
    readonly confirmed: readonly string[];
  };

export type CentralPlan = Begun &
  Doomed & {
    readonly port: number;
    /** null for the embedded database, in memory. */
    readonly databaseUrl: string | null;
    /** 32 bytes, hex. */
    readonly masterSecret: string;
    /** How many enrolment codes to make. */
    readonly codes: number;
  };

/** To both kinds of children. `crash` only reaches a central office whose database could not survive a real one. */
export type Order =
  | { readonly order: 'begin' | 'clear' | 'stop' | 'ledger' | 'crash' }
  | { readonly order: 'clock'; readonly jumpMs: number };

export type Said =
  | { readonly said: 'ready'; readonly codes: readonly string[] }
  /** The approver was told so. */
  | { readonly said: 'approved'; readonly voucherId: string }
  | { readonly said: 'withdrawn'; readonly withdrawalId: string }
  | { readonly said: 'clock-jumped' }
  /** Somebody was told that the disk is full. */
  | { readonly said: 'disk-full' }
  /** Somebody was told that the program itself is at fault. */
  | { readonly said: 'internal' }
  | { readonly said: 'dying'; readonly label: Label }
  /** It will not die any more, its clock is right. */
  | { readonly said: 'cleared' }
  /** The work is done and nothing waits any more, or it has waited for longer than it ever should. */
  | { readonly said: 'rests' }
  | { readonly said: 'ledger'; readonly ledger: Ledger };

export type LedgerVoucher = {
  readonly id: string;
  readonly hash: string;
  readonly outcome: 'accepted' | 'refused';
  readonly code: null;
  readonly seq: number | null;
  readonly supportId: string | null;
  readonly personKey: string;
  readonly agreementNumber: string;
  readonly orderNumber: number;
  readonly vouchers: number;
};

export type LedgerWithdrawal = Pick<LedgerVoucher, 'id' | 'hash' | 'outcome' | 'code' | 'seq' | 'supportId'> & {
  readonly kind: 'withdrawal';
  readonly voucherId: string;
};

/** What the central office's database holds, read at the end. */
export type Ledger = {
  readonly vouchers: readonly LedgerVoucher[];
  readonly withdrawals: readonly LedgerWithdrawal[];
  readonly funds: readonly { readonly personKey: string; readonly spent: number; readonly cap: number }[];
  readonly entries: readonly { readonly personKey: string; readonly vouchers: number }[];
  /** Of each county: the feed's head, and how many entries there are. */
  readonly feeds: readonly { readonly head: number; readonly entries: number }[];
  readonly devices: readonly { readonly id: string; readonly auditHead: string | null }[];
};
