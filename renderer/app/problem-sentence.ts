// A problem of the contract as a Polish sentence. Exhaustive: a new kind does not compile until it has one.
import type { Problem, ProblemKind } from '../../shared/contract/problem.ts';
import { i18n } from '../text/index.ts';
import { formatDateTime } from '../ui/format.ts';

type Of<Kind extends ProblemKind> = Extract<Problem, { kind: Kind }>;
type Sentences = { readonly [Kind in ProblemKind]: (problem: Of<Kind>) => string };

const t = i18n.getFixedT(null, 'problems');
const words = i18n.getFixedT(null, 'vocabulary');

const sentences: Sentences = {
  'invalid-input': ({ issues }) =>
    t(issues.some(({ path, code }) => path.length === 0 && code === 'too_big') ? 'tooLarge' : 'invalidInput'),
  'unknown-operation': () => t('unknownOperation'),
  'no-case-file': () => t('noCaseFile'),
  'case-file-exists': () => t('caseFileExists'),
  'not-a-case-file': () => t('notACaseFile'),
  'newer-case-file': ({ fileVersion, programVersion }) => t('newerCaseFile', { fileVersion, programVersion }),
  'case-file-in-use': ({ holder }) => {
    if (holder === null) return t('caseFileInUse');
    const facts = { computer: holder.computer, since: formatDateTime(holder.since), pid: holder.pid };
    const { address } = holder;
    return address === null ? t('caseFileInUseBy', facts) : t('caseFileInUseAt', { ...facts, address });
  },
  'case-file-damaged': () => t('caseFileDamaged'),
  'disk-full': () => t('diskFull'),
  'not-signed-in': () => t('notSignedIn'),
  forbidden: ({ needs }) => t('forbidden', { roles: needs.map((role) => words(`role.${role}`)).join(', ') }),
  'wrong-passphrase': ({ waitSeconds }) =>
    waitSeconds > 0 ? t('wrongPassphraseWait', { count: waitSeconds }) : t('wrongPassphrase'),
  'wrong-recovery-code': () => t('wrongRecoveryCode'),
  'not-found': () => t('notFound'),
  'changed-meanwhile': () => t('changedMeanwhile'),
  refused: ({ reason }) => t(`reason.${reason}`),
  'central-unreachable': ({ cause }) => t(`central.${cause}`),
  'central-refused': () => t('centralRefused'),
  'host-unreachable': () => t('hostUnreachable'),
  internal: ({ reference }) => t('internal', { reference }),
};

export function problemSentence<Kind extends ProblemKind>(problem: Of<Kind>): string {
  // The table has, for each kind, the sentence of exactly that kind.
  const sentence = sentences[problem.kind] as (of: Of<Kind>) => string;
  return sentence(problem);
}
