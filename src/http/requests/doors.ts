import type { FastifyRequest } from 'fastify';
import { assertPosKey } from '../../app/receipts/posKey.ts';
import { resumeMember, resumeOperator, resumeShopper } from '../../app/sessions/resume.ts';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { holdsAny, type Right, type Role } from '../../domain/rights.ts';
import { platformContext, siteContext } from './callers.ts';
import { readSession } from './sessionCookies.ts';

/** One way to authenticate, on one kind of site. */
type Door = {
  site: 'chain' | 'operator';
  roles: readonly Role[];
  /** The refusal for a caller without a valid proof. */
  refusal: ProblemCode;
  /** Sets the request's caller and returns the role; undefined when the caller proves nothing. */
  recognise(request: FastifyRequest): Promise<Role | undefined>;
};

// The order matters: when a browser has both sessions, the shopper's is used.
const doors: readonly Door[] = [
  { site: 'chain', roles: ['pos'], refusal: 'pos_key.refused', recognise: recogniseTill },
  { site: 'chain', roles: ['shopper'], refusal: 'session.required', recognise: recogniseShopper },
  { site: 'chain', roles: ['staff', 'admin'], refusal: 'session.required', recognise: recogniseMember },
  { site: 'operator', roles: ['operator'], refusal: 'session.required', recognise: recogniseOperator },
];

/**
 * Accepts a caller who has one of the rights, and sets the request's caller. The route is not found on a site where
 * nobody can have the rights, and for a caller whose role has none of them. A caller without a session is asked to sign
 * in.
 */
export async function admit(request: FastifyRequest, wanted: readonly Right[]): Promise<void> {
  const here = doors.filter(
    ({ site, roles }) => site === request.site.kind && roles.some((role) => holdsAny(role, wanted)),
  );
  const [first] = here;
  if (!first) throw new Problem('not_found');
  for (const door of here) {
    const role = await door.recognise(request);
    if (role === undefined) continue;
    if (!holdsAny(role, wanted)) throw new Problem('not_found');
    return;
  }
  throw new Problem(first.refusal);
}

async function recogniseTill(request: FastifyRequest): Promise<Role | undefined> {
  const ctx = siteContext(request);
  const key = /^Bearer (efk_[0-9a-f]{40})$/.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) return undefined;
  request.caller = { posKeyId: await assertPosKey({ ctx, input: { key } }) };
  return 'pos';
}

/** Also for open routes that do more for a signed-in shopper. */
export async function recogniseShopper(request: FastifyRequest): Promise<Role | undefined> {
  const ctx = siteContext(request);
  const sessionId = readSession(request, 'shopper')?.sid;
  const shopper = sessionId && (await resumeShopper(ctx.app, ctx.chain.id, sessionId));
  if (!shopper) return undefined;
  request.caller = { sessionId, shopper: { ...ctx, shopper } };
  return 'shopper';
}

async function recogniseMember(request: FastifyRequest): Promise<Role | undefined> {
  const ctx = siteContext(request);
  const sessionId = readSession(request, 'office')?.sid;
  const found = sessionId && (await resumeMember(ctx.app, ctx.chain.id, sessionId));
  if (!found) return undefined;
  const { id, email, role, storeId } = found;
  const member = { id, email, role, ...(storeId === null ? {} : { storeId }) };
  request.caller = { sessionId, office: { ...ctx, member } };
  return role;
}

async function recogniseOperator(request: FastifyRequest): Promise<Role | undefined> {
  const ctx = platformContext(request);
  const sessionId = readSession(request, 'office')?.sid;
  const operator = sessionId && (await resumeOperator(ctx.app, sessionId));
  if (!operator) return undefined;
  request.caller = { sessionId, operator: { ...ctx, operator } };
  return 'operator';
}
