// The rules as they are installed.
import type { AreaHandlers } from '../core/context.ts';

export const programmes: AreaHandlers<'programmes'> = {
  list: (context) => context.programmes.map(({ programme, hash }) => ({ programme, hash })),
};
