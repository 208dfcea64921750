import type { Register } from '../companies/register.ts';
import type { Database } from '../db/tenancy.ts';
import type { DocumentStore } from '../documents/documentStore.ts';
import type { CountryCode } from '../domain/countries/country.ts';
import type { Language } from '../domain/format.ts';
import type { MemberRole } from '../domain/rights.ts';
import type { Enqueue } from '../jobs/queue.ts';
import type { SendMail } from '../mail/send.ts';
import type { TemplateThreads } from '../render/threads/threads.ts';

/** `what` failed, e.g. `enqueue`: no text that a person wrote. */
export type Report = (error: unknown, what: string) => void;

/** What every verb may use of the outside world. */
export type App = {
  db: Database;
  enqueue: Enqueue;
  documents: DocumentStore;
  sendMail: SendMail;
  /** Public registers of companies, in the order in which they are asked. */
  registers: readonly Register[];
  /** Reads what a chain's admin wrote, in a thread that can be killed. Waits for a turn: never call it inside a transaction. */
  checkSource: TemplateThreads['check'];
  /** Tells whoever runs the platform of an error that no caller is told of. Logs names and ids, never the error's text. */
  report: Report;
  /** Keys the HMACs of mail codes and networks. */
  secret: string;
  /** `http://zielony.localhost:3000`; without a slug the platform's own page. */
  origin(slug?: string): string;
  /** The address mails come from; the name beside it is the chain's. */
  mailFrom: string;
};

/** The chain a request is for, as its host named it. */
export type Site = { id: string; slug: string; name: string; country: CountryCode };

/**
 * Where a call comes from. `network` is the caller's address, or its /64; `devices` are the tokens of a browser in which
 * somebody signed in before (sessions/devices.ts).
 */
export type Origin = {
  app: App;
  language: Language;
  network: string;
  devices?: readonly string[];
  /** "Firefox, Android": words by which a person recognises her browser. */
  browser?: string;
};

/** A call from a chain's site, before anybody is known. */
export type SiteContext = Origin & { chain: Site };

/** `language` is the one she chose for her invoices and mails; without a choice it is the page's. */
export type ShopperContext = SiteContext & { shopper: { id: string; email: string; language?: Language | null } };
export type OfficeContext = SiteContext & {
  member: { id: string; email: string; role: MemberRole; storeId?: string };
};
export type PlatformContext = Origin;
export type OperatorContext = PlatformContext & { operator: { id: string; email: string } };

/** Whoever may look at invoices: a shopper at hers, staff at their chain's or store's. */
export type ReaderContext = ShopperContext | OfficeContext;
