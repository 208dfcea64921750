import type { Me } from '../../../../src/contract/sessions.ts';
import { ApiProblem } from './api.ts';
import { readMe, signIn, signOut } from './calls.ts';

/** Whether a shopper is signed in on this site, and who. One a tab, made by the shopper's layout. */
export class Session {
  signedIn = $state(false);
  me = $state.raw<Me>();
  /** True while it is not known yet who is signed in. */
  loading = $state(false);

  /** The session ended under an order that was being sent; true until somebody signs in. */
  endedWhileIssuing = $state(false);

  constructor(signedIn: boolean) {
    this.signedIn = signedIn;
  }

  /** Reads who is signed in, once. A session that has run out is no error: then nobody is. */
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
    this.me = await signIn(email, code);
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
