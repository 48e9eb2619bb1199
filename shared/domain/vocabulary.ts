// The closed lists of words that the rules are written in. Codes are the field's English terms; renderer/text has the Polish.

export const sexes = ['female', 'male'] as const;
export type Sex = (typeof sexes)[number];

export const legalStays = ['polish', 'permit', 'visa', 'none'] as const;

export const yesNo = ['yes', 'no'] as const;
export type YesNo = (typeof yesNo)[number];

export const placeLinks = ['lives', 'works', 'studies', 'serves', 'none'] as const;

export const labourStatuses = [
  'employment-contract',
  'civil-contract',
  'sole-trader',
  'sole-trader-with-employees',
  'other-business',
  'farmer-krus',
  'parental-leave',
  'unemployed-registered',
  'unemployed',
  'inactive',
] as const;
export type LabourStatus = (typeof labourStatuses)[number];

export const disabilityAnswers = ['yes', 'no', 'refused'] as const;

export const orderKinds = ['course', 'exam'] as const;
export type OrderKind = (typeof orderKinds)[number];

export const courseModes = ['group', 'pair', 'individual'] as const;
export type CourseMode = (typeof courseModes)[number];

/** A official page or EU law, B third party, C the operator's practice, D our arithmetic, ? a sample awaiting the real figure. */
export const certainties = ['A', 'B', 'C', 'D', '?'] as const;
export type Certainty = (typeof certainties)[number];

export const roles = ['clerk', 'advisor', 'approver', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Why an approved voucher is taken back. */
export const withdrawalReasons = [
  'person-resigned',
  'training-cancelled',
  'other-training',
  'entered-in-error',
  'other',
] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];
