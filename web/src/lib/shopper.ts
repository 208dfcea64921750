import { createContext } from 'svelte';
import type { Draft } from './draft.svelte.ts';
import type { Session } from './session.svelte.ts';

/** What the shopper's pages share; pages take it apart and hand the parts to components as props. */
export type Shopper = { draft: Draft; session: Session };

export const [getShopper, setShopper] = createContext<Shopper>();
