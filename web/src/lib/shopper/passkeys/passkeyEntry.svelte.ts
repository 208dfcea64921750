import type { PasskeyRequest } from '../../../../../src/contract/passkeys.ts';
import { ApiProblem } from '../../shared/api.ts';
import type { Session } from '../../shared/session.svelte.ts';
import type { AskingWay } from './browserPasskeys.ts';
import { loadPasskeys } from './loadPasskeys.ts';
import { NoPasskey, type PasskeyRefusal, refusalOf } from './noPasskey.ts';
import { passkeyRequest, provePasskey } from './passkeyCalls.ts';
import { rememberPasskey } from './passkeyMemory.ts';

/** Signing in with a passkey on one page: by a button, and by the suggestions of a field. */
export class PasskeyEntry {
  asking = $state(false);
  problem = $state.raw<PasskeyRefusal>();
  #session: Session;
  #onsigned: () => void;
  /** Counts the prompts, so that one that was replaced meanwhile goes no further. */
  #turn = 0;
  #lastRequest: Promise<unknown> = Promise.resolve();

  constructor(session: Session, onsigned: () => void) {
    this.#session = session;
    this.#onsigned = onsigned;
  }

  /** Opens the browser's prompt. With `suggested`, the field offers passkeys again when nothing came of the prompt. */
  async ask(suggested: boolean): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.problem = undefined;
    try {
      await this.#enter('prompt');
    } catch (failure) {
      const refusal = refusalOf(failure);
      if (refusal === 'replaced') return;
      this.problem = refusal;
      if (suggested) void this.suggest();
    } finally {
      this.asking = false;
    }
  }

  /** Lets the browser offer passkeys in the field. The form works as well without this, so most failures stay silent. */
  async suggest(): Promise<void> {
    const turn = this.#turn;
    try {
      const { canSuggestPasskeys } = await loadPasskeys();
      const can = await canSuggestPasskeys();
      // A button pressed meanwhile goes first, and a page that was left asks for nothing.
      if (can && turn === this.#turn) await this.#enter('suggestion');
    } catch (failure) {
      const reason = refusalOf(failure);
      if (!(reason instanceof ApiProblem) || reason.code !== 'session.passkey_refused') return;
      this.problem = reason;
      await this.suggest();
    }
  }

  leave(): void {
    this.#turn++;
    void loadPasskeys().then(
      ({ stopAsking }) => stopAsking(),
      () => undefined,
    );
  }

  async #enter(way: AskingWay): Promise<void> {
    const turn = ++this.#turn;
    const { askForPasskey } = await loadPasskeys();
    const request = await this.#nextRequest();
    if (turn !== this.#turn) throw new NoPasskey('replaced');
    const proof = await askForPasskey(request, way);
    this.#session.opened(await provePasskey(proof));
    rememberPasskey();
    this.#onsigned();
  }

  /** One after the other: the browser keeps the challenge of the answer that comes last. */
  #nextRequest(): Promise<PasskeyRequest> {
    const request = this.#lastRequest.then(passkeyRequest, passkeyRequest);
    this.#lastRequest = request;
    return request;
  }
}
