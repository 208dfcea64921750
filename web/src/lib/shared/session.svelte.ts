import type { Me } from '../../../../src/contract/sessions.ts';
import { ApiProblem } from './api.ts';
import { readMe, signIn, signOut } from './calls.ts';

/** The shopper's session on this site. One for each tab, created by the shopper's layout. */
export class Session {
  signedIn = $state(false);
  me = $state.raw<Me>();
  /** True until it is known whether somebody is signed in. */
  loading = $state(false);

  /** The session ended under an order that was being sent; true until somebody signs in. */
  endedWhileIssuing = $state(false);

  constructor(signedIn: boolean) {
    this.signedIn = signedIn;
  }

  /** Reads once who is signed in. An expired session is not an error: nobody is signed in. */
  async load(): Promise<void> {
    if (!this.signedIn || this.me || this.loading) return;
    this.loading = true;
    try {
      this.me = await readMe();
    } catch (problem) {
      this.#endedOr(problem);
    } finally {
      this.loading = false;
    }
  }

  /** Asks the server anew: another tab of this browser may have signed in. */
  async recheck(): Promise<void> {
    this.signedIn = true;
    this.me = undefined;
    await this.load();
  }

  async enter(email: string, code: string): Promise<void> {
    this.opened(await signIn(email, code));
  }

  /** The server opened a session for this shopper. */
  opened(me: Me): void {
    this.me = me;
    this.signedIn = true;
    this.endedWhileIssuing = false;
  }

  async leave(): Promise<void> {
    try {
      await signOut();
      this.ended();
    } catch (problem) {
      this.#endedOr(problem);
    }
  }

  ended(): void {
    this.signedIn = false;
    this.me = undefined;
  }

  endedIssuing(): void {
    this.ended();
    this.endedWhileIssuing = true;
  }

  #endedOr(problem: unknown): void {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.status === 401) this.ended();
  }
}
