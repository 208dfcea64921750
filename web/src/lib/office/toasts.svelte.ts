const shownMs = 6_000;

/**
 * One short message at a time about a completed action. Screen readers announce it politely, and it disappears by itself.
 */
export class Toasts {
  sentence = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(sentence: string): void {
    clearTimeout(this.#timer);
    this.sentence = sentence;
    this.#timer = setTimeout(() => this.clear(), shownMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.sentence = '';
  }
}
