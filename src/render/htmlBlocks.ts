import type { Mark } from './flatten.ts';
import type { Place, Report } from './templateErrors.ts';

/** `where` names the state of the HTML at a mark: a block must close where it opened. */
export type Seen = { mark: Mark; where: string };

/** Each branch of a block must leave the HTML as it found it, and a partial must stand in text. */
export function checkBlocks(seen: Seen[], report: Report): void {
  const openedAt = new Map<Place, string>();
  for (const { mark, where } of seen) {
    if (mark.kind === 'open') openedAt.set(mark.place, where);
    else if (mark.kind === 'branch' || mark.kind === 'close') {
      if (openedAt.get(mark.place) === where) continue;
      openedAt.set(mark.place, where);
      report('html.block', mark.place, 'Each branch of this block must close the tags it opens, and no others.');
    } else if (mark.kind === 'partial' && !where.startsWith('text')) {
      report('mustache.place', mark.place, 'A partial stands only between tags.');
    }
  }
}
