// quote: the voucher arithmetic of every row. Writes nothing.
import { type CalendarDate, toCalendarDate } from '../../shared/domain/calendar.ts';
import { findProgramme, type Programme } from '../../shared/domain/programme.ts';
import { type QuoteProblem, type QuoteResult, quoteOrder } from '../../shared/domain/quote.ts';
import { type Command, exitStatus, readArguments } from './arguments.ts';
import { optional, wholeNumber } from './columns.ts';
import { type Row, readTable } from './csv.ts';
import { installedProgrammes } from './installed-rules.ts';
import { orderColumns, toOrder } from './orders.ts';
import { toJsonLines, toTable } from './print.ts';

const columns = {
  ...orderColumns,
  vouchers_available: optional(wholeNumber()),
  own_percent: optional(wholeNumber(0, 100)),
};

type QuoteAnswer = ReturnType<typeof toAmounts> | { readonly line: number; readonly problem: QuoteProblem };

/** Before any programme; a row without a date is funded by none. */
const undated: CalendarDate = toCalendarDate('0001-01-01');

export const quote: Command = (args, { out }) => {
  const { operands, options } = readArguments(args, {
    usage: 'quote FILE.csv [--json]',
    operands: 1,
    options: { json: { type: 'boolean' } },
  });
  const answers = answerQuotes(operands[0] ?? '');
  out(options.json ? toJsonLines(answers) : toReadable(answers));
  return exitStatus.answered;
};

function answerQuotes(path: string): QuoteAnswer[] {
  const rows = readTable(path, columns);
  const programmes = installedProgrammes().map(({ programme }) => programme);
  return rows.map(({ row }) => answer(row, findProgramme(programmes, row.programme, row.on ?? undated)));
}

function answer(row: Row<typeof columns>, programme: Programme | undefined): QuoteAnswer {
  const { line, vouchers_available: vouchersAvailable, own_percent: ownPercent } = row;
  if (!programme) throw new Error(`no rule file for programme ${row.programme}`);
  const quoted = quoteOrder(programme, toOrder(row), { vouchersAvailable, ownPercent });
  return quoted.ok ? toAmounts(line, quoted.value) : { line, problem: quoted.problem };
}

function toAmounts(line: number, quoted: QuoteResult) {
  return {
    line,
    vouchers_per_hour: quoted.vouchersPerHour,
    vouchers: quoted.vouchers,
    face_value_grosze: quoted.faceValueGrosze,
    own_contribution_grosze: quoted.ownContributionGrosze,
    operator_pays_grosze: quoted.operatorPaysGrosze,
    participant_pays_grosze: quoted.participantPaysGrosze,
    own_used_grosze: quoted.ownUsedGrosze,
    subsidy_grosze: quoted.subsidyGrosze,
    refund_grosze: quoted.refundGrosze,
  };
}

function toReadable(answers: readonly QuoteAnswer[]): string {
  const header = [
    'line',
    'per hour',
    'vouchers',
    'face gr',
    'own gr',
    'operator gr',
    'participant gr',
    'used gr',
    'subsidy gr',
    'refund gr',
  ];
  const rows = answers.map((each) =>
    'problem' in each ? [each.line, each.problem] : Object.values(each).map((value) => value ?? '-'),
  );
  return toTable(header, rows);
}
