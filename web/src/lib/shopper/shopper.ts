import { createContext } from 'svelte';
import type { Session } from '../shared/session.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import { loadDraft, saveDraft } from './draftStore.ts';
import type { Gathered } from './gathering.ts';

/**
 * What the shopper's pages share. The draft, and the arithmetic behind it, is loaded by the first page that needs it:
 * the start page does not.
 */
export type Shopper = { session: Session; draft?: Draft };

export const [getShopper, setShopper] = createContext<Shopper>();
/** Within the pages of an order. */
export const [getDraft, setDraft] = createContext<Draft>();

export async function openDraft(shopper: Shopper): Promise<Draft> {
  const { Draft } = await import('./draft.svelte.ts');
  shopper.draft ??= new Draft();
  return shopper.draft;
}

/** What was gathered on this device and not issued yet. */
export function unfinishedOf(shopper: Shopper): Gathered[] {
  return shopper.draft?.gathered ?? loadDraft().gathered;
}

export function startOver(shopper: Shopper): void {
  if (shopper.draft) shopper.draft.clear();
  else saveDraft({ ...loadDraft(), gathered: [] });
}
