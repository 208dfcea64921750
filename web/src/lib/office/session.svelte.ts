import type { OfficeMe } from '../../../../src/contract/sessions.ts';
import type { Right } from '../../../../src/domain/rights.ts';
import { ApiProblem } from '../shared/api.ts';
import { acceptInvitation, enter, leave, whoAmI } from './officeCalls.ts';

/**
 * The session of the office or the operator's console. One for each tab, created by the layout. In the state `expired`
 * the session ended while the page was in use: the page stays on screen until the person has signed in again.
 */
export class OfficeSession {
  state = $state<'asking' | 'out' | 'in' | 'expired' | 'unknown'>('out');
  me = $state.raw<OfficeMe>();
  /** The error that hides who is signed in, when `state` is `unknown`. */
  problem = $state.raw<unknown>();

  constructor(signedIn: boolean) {
    if (signedIn) this.state = 'asking';
  }

  /** Reads who is signed in, if this host has sessions. */
  async load(): Promise<void> {
    if (this.state !== 'asking' && this.state !== 'unknown') return;
    this.state = 'asking';
    try {
      this.#welcome(await whoAmI());
    } catch (problem) {
      if (isEnded(problem)) this.state = 'out';
      else {
        this.problem = problem;
        this.state = 'unknown';
      }
    }
  }

  /** Whether the signed-in person has this right. */
  may(right: Right): boolean {
    return this.me?.rights.includes(right) ?? false;
  }

  async enter(email: string, password: string): Promise<void> {
    this.#welcome(await enter(email, password));
  }

  async accept(token: string, password: string): Promise<void> {
    this.#welcome(await acceptInvitation(token, password));
  }

  async leave(): Promise<void> {
    await leave();
    this.me = undefined;
    this.state = 'out';
  }

  /** Runs a call, and sets `expired` when the session has ended. The caller gets the refusal too. */
  async attempt<Reply>(call: () => Promise<Reply>): Promise<Reply> {
    try {
      return await call();
    } catch (problem) {
      if (isEnded(problem)) this.state = 'expired';
      throw problem;
    }
  }

  #welcome(me: OfficeMe): void {
    const before = this.me;
    // The next person to sign in must not see another person's unfinished work.
    if (before && (before.email !== me.email || before.role !== me.role)) return location.reload();
    this.me = me;
    this.state = 'in';
  }
}

function isEnded(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.code === 'session.required';
}
