const shownMs = 6_000;

/** One short sentence at a time about what has just been done; it is read out politely and goes by itself. */
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
