import { fileURLToPath } from 'node:url';
import { loadProgrammes } from '../../../electron/core/programme-files.ts';
import type { Programme } from '../../../shared/domain/programme.ts';
import type { VoucherRules } from '../../../shared/domain/voucher-rules.ts';

export const shippedFolder = fileURLToPath(new URL('../../../resources/programmes', import.meta.url));
export const shippedProgrammes: readonly Programme[] = loadProgrammes(shippedFolder).map(({ programme }) => programme);

export function getProgramme(code: string): Programme {
  const found = shippedProgrammes.find((each) => each.code === code);
  if (!found) throw new Error(`no programme ${code} is shipped`);
  return found;
}

export function getVoucherRules(code: string): VoucherRules {
  const { vouchers } = getProgramme(code);
  if (!vouchers) throw new Error(`programme ${code} has no vouchers`);
  return vouchers;
}
