import { type Limits, operations } from '../openApi/document.ts';
import type { Reply } from '../world.ts';

/** `get /rate-limits`: the limits of production by group; operations without a group share the numbers of `other`. */
export function effectiveLimits(): Reply {
  const groups: Record<string, Limits> = {};
  for (const { limitGroup, limits, key, secured } of operations) {
    if (secured && limits.perHour !== undefined) groups[limitGroup === key ? 'other' : limitGroup] = limits;
  }
  return { status: 200, body: groups };
}
