import { createContext } from 'svelte';
import type { OfficeSession } from './session.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What the office's and the operator's pages share. */
export type Office = { session: OfficeSession; toasts: Toasts };

export const [getOffice, setOffice] = createContext<Office>();
