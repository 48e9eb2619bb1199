// Every visible Polish sentence, one file an area. A new area: one file beside this one and one line below.
import { common } from './common.ts';
import { ui } from './ui.ts';
import { vocabulary } from './vocabulary.ts';

export const pl = { common, ui, vocabulary } as const;
