// The columns that quotes and a journey's orders share, and the order that a row asks for.
import type { QuotedOrder } from '../../shared/domain/rate.ts';
import { courseModes, orderKinds, yesNo } from '../../shared/domain/vocabulary.ts';
import { programmeColumn } from './applications.ts';
import { freeText, oneOf, optional, optionalDate, wholeNumber } from './columns.ts';
import type { Row } from './csv.ts';

export const orderColumns = {
  line: wholeNumber(),
  programme: programmeColumn,
  on: optionalDate,
  kind: optional(oneOf(orderKinds)),
  category: freeText,
  mode: optional(oneOf(courseModes)),
  hours: optional(wholeNumber()),
  price_grosze: optional(wholeNumber()),
  zrk: optional(oneOf(yesNo)),
};

export function toOrder(row: Row<typeof orderColumns>): QuotedOrder {
  const { on, kind, category, mode, hours, price_grosze: priceGrosze, zrk } = row;
  return { on, kind, category, mode, hours, priceGrosze, zrk };
}
