import { injections } from './injections.ts';
import { oddTexts } from './oddTexts.ts';

/** About 350 strings that people, scanners and attackers put into fields. */
export const naughtyStrings: readonly string[] = [...injections, ...oddTexts];
