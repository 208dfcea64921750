import { createContext } from 'svelte';
import type { Session } from '../shared/session.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import { loadDraft, saveDraft } from './draftStore.ts';
import type { Gathered } from './gathering.ts';

/**
 * State shared by the shopper's pages. The draft and its arithmetic are loaded by the first page that needs them, not by
 * the start page.
 */
export type Shopper = { session: Session; draft?: Draft };

export const [getShopper, setShopper] = createContext<Shopper>();
/** On the pages of an order. */
export const [getDraft, setDraft] = createContext<Draft>();

export async function openDraft(shopper: Shopper): Promise<Draft> {
  const { Draft } = await import('./draft.svelte.ts');
  shopper.draft ??= new Draft();
  return shopper.draft;
}

/** Stored selections that are not issued yet. */
export function unfinishedOf(shopper: Shopper): Gathered[] {
  return shopper.draft?.gathered ?? loadDraft().gathered;
}

export function startOver(shopper: Shopper): void {
  if (shopper.draft) shopper.draft.clear();
  else saveDraft({ ...loadDraft(), gathered: [] });
}
