import type { Programme } from '../../../shared/domain/programme.ts';
import type { UnsavedRow, WorkingContent } from './working-content.ts';

/** What every section's form is given. */
export type SectionProps = {
  readonly content: WorkingContent;
  readonly onChange: (part: Partial<WorkingContent>) => void;
  readonly unsaved: readonly UnsavedRow[];
  readonly rules: Programme;
};
