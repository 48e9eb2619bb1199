// A journey's two files, read and judged before anything is written: who is eligible, and what was ordered for whom.
import { join } from 'node:path';
import type { PersonInput } from '../../shared/contract/people.ts';
import type { CalendarDate } from '../../shared/domain/calendar.ts';
import { judgeIdentity } from '../../shared/domain/identity.ts';
import { findProgramme, type Programme } from '../../shared/domain/programme.ts';
import { findRate, type QuotedOrder } from '../../shared/domain/rate.ts';
import { type ApplicationRow, readApplications, toIdentity } from './applications.ts';
import { type Admitted, judgeApplication } from './check-applications.ts';
import { keyText } from './columns.ts';
import { complainAbout, readTable } from './csv.ts';
import { installedProgrammes } from './installed-rules.ts';
import { createPersonReader } from './journey-person.ts';
import { orderColumns, toOrder } from './orders.ts';

/** An application that the programme accepts, and what is ordered under it that the programme pays at all. */
export type JourneyApplication = {
  readonly row: ApplicationRow;
  readonly submittedOn: CalendarDate;
  readonly rules: Programme;
  /** Two applications that share a key are one person's. */
  readonly keys: readonly string[];
  readonly person: PersonInput;
  readonly fundedOrders: readonly QuotedOrder[];
};

export type JourneyOrder = {
  readonly applicationNo: string;
  readonly line: number;
  readonly order: QuotedOrder;
};

export type JourneyFiles = {
  /** The eligible ones, in file order. */
  readonly applications: readonly JourneyApplication[];
  /** All of them, in file order. */
  readonly orders: readonly JourneyOrder[];
};

/** Throws Unusable, naming file, line and column. */
export function readJourney(folder: string): JourneyFiles {
  const path = join(folder, 'applications.csv');
  const rows = readApplications(path);
  const orders = readOrders(join(folder, 'orders.csv'), new Map(rows.map(({ row }) => [row.application_no, row])));
  const ordersOf = Map.groupBy(orders, ({ applicationNo }) => applicationNo);
  const programmes = installedProgrammes().map(({ programme }) => programme);
  const admitted: Admitted = new Set();
  const readPerson = createPersonReader(path);
  const applications = rows.flatMap(({ line, row }): JourneyApplication[] => {
    const submittedOn = row.submitted_on;
    if (submittedOn === null) throw complainAbout(path, line, 'column submitted_on: a journey needs the day');
    if (judgeApplication(programmes, row, { asOf: submittedOn, admitted }).outcome !== 'eligible') return [];
    const rules = findProgramme(programmes, row.programme, submittedOn);
    const identity = judgeIdentity(toIdentity(row), submittedOn);
    if (rules === undefined || !identity.ok) throw new Error('an eligible application has rules and an identity');
    const asked = ordersOf.get(row.application_no)?.map(({ order }) => order) ?? [];
    const fundedOrders = asked.filter((order) => isFunded(programmes, row.programme, order));
    return [{ row, submittedOn, rules, keys: identity.value.keys, person: readPerson(line, row), fundedOrders }];
  });
  return { applications, orders };
}

function isFunded(programmes: readonly Programme[], code: string, order: QuotedOrder): boolean {
  const rules = order.on === null ? undefined : findProgramme(programmes, code, order.on);
  return rules?.vouchers != null && findRate(rules.vouchers, order) !== undefined;
}

function readOrders(path: string, applications: ReadonlyMap<string, ApplicationRow>): JourneyOrder[] {
  return readTable(path, { ...orderColumns, application_no: keyText }).map(({ line, row }) => {
    const application = applications.get(row.application_no);
    if (application === undefined) {
      throw complainAbout(path, line, 'column application_no: no such application in applications.csv');
    }
    if (application.programme !== row.programme) {
      throw complainAbout(path, line, `column programme: the application is for ${application.programme}`);
    }
    return { applicationNo: row.application_no, line: row.line, order: toOrder(row) };
  });
}
