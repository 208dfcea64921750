import { openGus } from './gus.ts';
import type { Register } from './register.ts';
import { openVies } from './vies.ts';
import { openWhiteList } from './whiteList.ts';

/** The registers in the order in which they are asked: the complete one first, the one that often hides data last. */
export function openRegisters(options: { gusKey?: string; today: () => string }): Register[] {
  const { gusKey, today } = options;
  return [...(gusKey ? [openGus(gusKey)] : []), openWhiteList({ today }), openVies()];
}
