import { endOperatorSession, operatorOfSession } from '../../db/people/operators.ts';
import { endSession, memberOfSession, type SessionMember, shopperOfSession } from '../../db/people/sessions.ts';
import type { App } from '../context.ts';

/** The owner of a valid session; read on every request, so that signing out takes effect at once. */
export async function resumeShopper(app: App, tenantId: string, sessionId: string) {
  return app.db.withTenant({ role: 'door', tenantId }, (tx) => shopperOfSession(tx, sessionId));
}

export async function resumeMember(app: App, tenantId: string, sessionId: string): Promise<SessionMember | undefined> {
  return app.db.withTenant({ role: 'door', tenantId }, (tx) => memberOfSession(tx, sessionId));
}

export async function resumeOperator(app: App, sessionId: string) {
  return app.db.withPlatform('door', (tx) => operatorOfSession(tx, sessionId));
}

export async function signOut(app: App, tenantId: string, sessionId: string): Promise<void> {
  await app.db.withTenant({ role: 'door', tenantId }, (tx) => endSession(tx, sessionId));
}

export async function signOutOperator(app: App, sessionId: string): Promise<void> {
  await app.db.withPlatform('door', (tx) => endOperatorSession(tx, sessionId));
}
