import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadedProgramme, loadProgrammes } from '../core/programme-files.ts';

/** The product's folder resources/. */
export const installedResources = fileURLToPath(new URL('../../resources', import.meta.url));

/** The rule files that the product ships. */
export function installedProgrammes(): LoadedProgramme[] {
  return loadProgrammes(join(installedResources, 'programmes'));
}
