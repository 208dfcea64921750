/** Where people of the chain help with a receipt. `url` is an https address. */
export type ChainContact = { phone?: string; email?: string; url?: string };
