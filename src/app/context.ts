import type { Register } from '../companies/register.ts';
import type { Database } from '../db/tenancy.ts';
import type { DocumentStore } from '../documents/documentStore.ts';
import type { CountryCode } from '../domain/countries/country.ts';
import type { Language } from '../domain/format.ts';
import type { MemberRole } from '../domain/rights.ts';
import type { Enqueue } from '../jobs/queue.ts';
import type { KsefConnection } from '../ksef/environments.ts';
import type { SendMail } from '../mail/send.ts';
import type { TemplateThreads } from '../render/threads/threads.ts';

import type { Sealer } from './sealing/sealer.ts';

/** `what` failed, such as `enqueue`; contains no text that a person wrote. */
export type Report = (error: unknown, what: string) => void;

/** Connections to the outside that all functions of `app` may use. */
export type App = {
  db: Database;
  enqueue: Enqueue;
  documents: DocumentStore;
  sendMail: SendMail;
  /** Public registers of companies, in the order in which they are asked. */
  registers: readonly Register[];
  /** Undefined where KSEF_ENVIRONMENT is off. */
  ksef: KsefConnection | undefined;
  /** Seals the chains' secrets. */
  sealer: Sealer;
  /**
   * Checks the sources of a chain's admin, in a thread that can be killed. It may have to wait, so never call it inside a
   * transaction.
   */
  checkSource: TemplateThreads['check'];
  /** Draws the icons of a chain's theme, in the same threads. */
  drawIcon: TemplateThreads['icon'];
  /**
   * Reports an error that no caller gets to the people who run the platform. Logs names and ids, never the error's text.
   */
  report: Report;
  /** Keys the HMACs of mail codes and networks. */
  secret: string;
  /** `http://zielony.localhost:3000`; without a slug, the platform's own origin. */
  origin(slug?: string): string;
  /** The sender address of mails; the display name is the chain's. */
  mailFrom: string;
};

/** The chain of a request, from its host name. */
export type Site = { id: string; slug: string; name: string; country: CountryCode };

/**
 * The origin of a call. `network` is the caller's address, or its /64; `devices` are the device tokens of the caller's
 * browser (sessions/devices.ts).
 */
export type Origin = {
  app: App;
  language: Language;
  network: string;
  devices?: readonly string[];
  /** "Firefox, Android": words by which a person recognises her browser. */
  browser?: string;
};

/** A call on a chain's site, before anybody is authenticated. */
export type SiteContext = Origin & { chain: Site };

/** `language` is the one she chose for her invoices and mails; without a choice it is the page's. */
export type ShopperContext = SiteContext & { shopper: { id: string; email: string; language?: Language | null } };
export type OfficeContext = SiteContext & {
  member: { id: string; email: string; role: MemberRole; storeId?: string };
};
export type PlatformContext = Origin;
export type OperatorContext = PlatformContext & { operator: { id: string; email: string } };

/** A reader of invoices: a shopper of her own, staff of their chain's or store's. */
export type ReaderContext = ShopperContext | OfficeContext;
