import { createContext } from 'svelte';
import type { Boot, PublicChain } from '../../../../src/contract/chains.ts';
import type { Voice } from '../../../../src/contract/firstScreen/voice.ts';
import {
  formatAmount,
  formatDay,
  formatQuantityText,
  type Language,
  languages,
} from '../../../../src/domain/format.ts';
import { minor } from '../../../../src/domain/money/money.ts';
import { polish, type Text } from '../text/pl.ts';
import { glue } from '../text/words.ts';
import { ApiProblem } from './api.ts';
import { readBoot } from './boot.ts';
import { country } from './country.ts';
import { keep, recall } from './device.ts';

const remembered = 'efk.language';

/**
 * Facts for every page: the site, its language, voice and number format. One for each tab, created by the root layout.
 */
export class Site {
  readonly boot: Boot;
  readonly languages: Language[];
  language = $state<Language>('pl');
  text = $state.raw<Text>(polish('neutral'));

  private constructor(boot: Boot) {
    this.boot = boot;
    this.languages = boot.chain?.languages ?? [...languages];
  }

  static async open(): Promise<Site> {
    const site = new Site(readBoot(document));
    await site.#speak(site.#preferred());
    return site;
  }

  /** The chain of this site. Shopper pages exist on chain sites only. */
  get chain(): PublicChain {
    if (!this.boot.chain) throw new Error('not the site of a chain');
    return this.boot.chain;
  }

  get voice(): Voice {
    return this.boot.chain?.theme.voice ?? 'neutral';
  }

  /** Stores the language on this device. */
  speak(language: Language): Promise<void> {
    keep(remembered, language);
    return this.#speak(language);
  }

  /** Integer grosze as a price with its currency. */
  amount(grosze: number): string {
    return formatAmount(minor(grosze), this.language, country.currency);
  }

  /** Integer grosze as a bare number, for tables and receipts. */
  number(grosze: number): string {
    return formatAmount(minor(grosze), this.language);
  }

  day(isoDay: string): string {
    return formatDay(isoDay, this.language);
  }

  quantity(quantity: string): string {
    return formatQuantityText(quantity, this.language);
  }

  /**
   * The sentence for a refusal, with the waiting time when the server sent one. Throws anything but an ApiProblem again,
   * because it is a bug.
   */
  sentence(problem: unknown): string {
    if (!(problem instanceof ApiProblem)) throw problem;
    const own: Partial<Record<string, string>> = this.text.problems;
    const said = own[problem.code] ?? (problem.detail ? glue(problem.detail) : this.text.problems.internal);
    return problem.retryAfter && problem.code === 'rate.limited'
      ? `${said} ${this.text.wait(problem.retryAfter)}`
      : said;
  }

  async #speak(language: Language): Promise<void> {
    this.text = await this.#textIn(language);
    this.language = language;
    // Screen readers choose their voice by it, and api.ts sends it as Accept-Language.
    document.documentElement.lang = language;
  }

  /** Only Polish, the most frequent language, is in the first script; the others are loaded when they are wanted. */
  async #textIn(language: Language): Promise<Text> {
    if (language === 'en') return (await import('../text/en.ts')).english(this.voice);
    if (language === 'uk') return (await import('../text/uk.ts')).ukrainian(this.voice);
    return polish(this.voice);
  }

  #preferred(): Language {
    const wishes = [recall(remembered), document.documentElement.lang];
    const granted = wishes.find((wish) => this.languages.some((language) => language === wish));
    return this.languages.find((language) => language === granted) ?? this.languages[0] ?? 'pl';
  }
}

export const [getSite, setSite] = createContext<Site>();
