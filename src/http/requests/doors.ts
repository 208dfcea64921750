import type { FastifyRequest } from 'fastify';
import { assertPosKey } from '../../app/receipts/posKey.ts';
import { resumeMember, resumeOperator, resumeShopper } from '../../app/sessions/resume.ts';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { holdsAny, type Right, type Role } from '../../domain/rights.ts';
import { platformContext, siteContext } from './callers.ts';
import { readSession } from './sessionCookies.ts';

/** A way to prove who one is, on one kind of site. */
type Door = {
  site: 'chain' | 'operator';
  roles: readonly Role[];
  /** What a caller without proof is told. */
  refusal: ProblemCode;
  /** Sets the request's caller and gives the role; undefined for a stranger. */
  recognise(request: FastifyRequest): Promise<Role | undefined>;
};

// In this order: where a browser holds both sessions, the shopper's counts.
const doors: readonly Door[] = [
  { site: 'chain', roles: ['pos'], refusal: 'pos_key.refused', recognise: recogniseTill },
  { site: 'chain', roles: ['shopper'], refusal: 'session.required', recognise: recogniseShopper },
  { site: 'chain', roles: ['staff', 'admin'], refusal: 'session.required', recognise: recogniseMember },
  { site: 'operator', roles: ['operator'], refusal: 'session.required', recognise: recogniseOperator },
];

/**
 * Lets in whoever holds one of the rights and sets the request's caller. On a site where no holder can be, the route is
 * not found; so it is for a caller whose role holds none of the rights. A stranger is told to sign in.
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

/** Also for routes that are open to anyone and do more for a shopper. */
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
