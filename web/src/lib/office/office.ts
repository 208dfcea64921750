import { createContext } from 'svelte';
import type { OfficeSession } from './session.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** State shared by the pages of the office and of the operator's console. */
export type Office = { session: OfficeSession; toasts: Toasts };

export const [getOffice, setOffice] = createContext<Office>();
