import type { OfficeMe } from '../../../../src/contract/sessions.ts';
import type { Right } from '../../../../src/domain/rights.ts';
import { ApiProblem } from '../shared/api.ts';
import { acceptInvitation, enter, leave, whoAmI } from './officeCalls.ts';

/**
 * Who works here, on a chain's office or on the operator's host. One a tab, made by the layout.
 * `expired` is a session that ended under somebody's hands: what they were doing stays on the screen until they are back.
 */
export class OfficeSession {
  state = $state<'asking' | 'out' | 'in' | 'expired' | 'unknown'>('out');
  me = $state.raw<OfficeMe>();
  /** Why it is not known who is signed in, when `state` is `unknown`. */
  problem = $state.raw<unknown>();

  constructor(signedIn: boolean) {
    if (signedIn) this.state = 'asking';
  }

  /** Reads who is signed in, if anybody may be. */
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

  /** Whether whoever is signed in may do this. */
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

  /** Runs a call of somebody who is signed in, and notices when they no longer are. The refusal goes on to the caller. */
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
    // Somebody else's unfinished work is not for whoever signs in next.
    if (before && (before.email !== me.email || before.role !== me.role)) return location.reload();
    this.me = me;
    this.state = 'in';
  }
}

function isEnded(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.code === 'session.required';
}
