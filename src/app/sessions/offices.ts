import type { OfficeMe } from '../../contract/sessions.ts';
import { Problem } from '../../domain/problem.ts';
import { rightsOf } from '../../domain/rights.ts';
import type { PlatformContext, SiteContext } from '../context.ts';
import { type OfficeSignedIn, officeSignIn, operatorSignIn } from './officeSignIn.ts';
import { resumeMember, resumeOperator, signOut, signOutOperator } from './resume.ts';

/** A place to sign in with a password: a chain's office or the platform's console. */
export type Office = {
  signIn(input: { email: string; password: string }): Promise<OfficeSignedIn>;
  /** Ends the session, if there is one. */
  signOut(sessionId: string | undefined): Promise<void>;
  /** The signed-in person with her rights. Throws session.required when nobody is signed in. */
  me(sessionId: string | undefined): Promise<OfficeMe>;
};

export function chainOffice(ctx: SiteContext): Office {
  const { app, chain } = ctx;
  return {
    signIn: (input) => officeSignIn({ ctx, input }),
    signOut: async (sessionId) => (sessionId === undefined ? undefined : signOut(app, chain.id, sessionId)),
    async me(sessionId) {
      const member = sessionId === undefined ? undefined : await resumeMember(app, chain.id, sessionId);
      if (!member) throw new Problem('session.required');
      const { email, role, storeCode: code, storeName: name } = member;
      return { email, role, rights: [...rightsOf[role]], ...(code && name ? { store: { code, name } } : {}) };
    },
  };
}

export function platformOffice(ctx: PlatformContext): Office {
  const { app } = ctx;
  return {
    signIn: (input) => operatorSignIn({ ctx, input }),
    signOut: async (sessionId) => (sessionId === undefined ? undefined : signOutOperator(app, sessionId)),
    async me(sessionId) {
      const operator = sessionId === undefined ? undefined : await resumeOperator(app, sessionId);
      if (!operator) throw new Problem('session.required');
      return { email: operator.email, role: 'operator', rights: [...rightsOf.operator] };
    },
  };
}
