import { fileURLToPath } from 'node:url';
import { type LoadedProgramme, loadProgrammes } from '../core/programme-files.ts';

/** The rule files that the product ships. */
export function installedProgrammes(): LoadedProgramme[] {
  return loadProgrammes(fileURLToPath(new URL('../../resources/programmes', import.meta.url)));
}
