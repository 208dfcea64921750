import type { FastifyRequest } from 'fastify';
import type {
  App,
  OfficeContext,
  OperatorContext,
  PlatformContext,
  ReaderContext,
  ShopperContext,
  SiteContext,
} from '../../app/context.ts';
import { assertPosKey } from '../../app/receipts/posKey.ts';
import { resumeMember, resumeOperator, resumeShopper } from '../../app/sessions/resume.ts';
import { Problem } from '../../domain/problem.ts';
import { devicesOf } from './deviceCookie.ts';
import { languageOf } from './language.ts';
import { networkOf } from './network.ts';
import { readSession } from './sessionCookies.ts';

declare module 'fastify' {
  interface FastifyInstance {
    efk: App;
  }
  interface FastifyRequest {
    caller: { shopper?: ShopperContext; office?: OfficeContext; operator?: OperatorContext; posKeyId?: string };
  }
}

/** The chain's site this request is for; anything else is not found, and a suspended chain says so. */
export function siteContext(request: FastifyRequest): SiteContext {
  const { site } = request;
  if (site.kind !== 'chain') throw new Problem('not_found');
  if (site.chain.status === 'suspended') throw new Problem('chain.suspended');
  return { ...originOf(request), chain: site.chain };
}

export function platformContext(request: FastifyRequest): PlatformContext {
  if (request.site.kind !== 'operator') throw new Problem('not_found');
  return originOf(request);
}

function originOf(request: FastifyRequest): PlatformContext {
  return {
    app: request.server.efk,
    language: languageOf(request),
    network: networkOf(request.ip),
    devices: devicesOf(request),
  };
}

// One hook an audience: a route is open to those whose plugin it is registered in.

export async function onlyPos(request: FastifyRequest): Promise<void> {
  const ctx = siteContext(request);
  const key = /^Bearer (efk_[0-9a-f]{40})$/.exec(request.headers.authorization ?? '')?.[1];
  if (!key) throw new Problem('pos_key.refused');
  request.caller.posKeyId = await assertPosKey({ ctx, input: { key } });
}

export async function onlyShopper(request: FastifyRequest): Promise<void> {
  await recogniseShopper(request);
  if (!request.caller.shopper) throw new Problem('session.required');
}

export async function recogniseShopper(request: FastifyRequest): Promise<void> {
  const ctx = siteContext(request);
  const token = readSession(request, 'shopper');
  const shopper = token && (await resumeShopper(ctx.app, ctx.chain.id, token.sid));
  if (!shopper) return;
  request.caller.shopper = { ...ctx, shopper };
}

export async function onlyOffice(request: FastifyRequest): Promise<void> {
  await recogniseMember(request);
  if (!request.caller.office) throw new Problem('session.required');
}

export async function onlyAdmin(request: FastifyRequest): Promise<void> {
  await onlyOffice(request);
  // A member who is no admin is told what a stranger is told of a page that is not there.
  if (request.caller.office?.member.role !== 'admin') throw new Problem('not_found');
}

async function recogniseMember(request: FastifyRequest): Promise<void> {
  const ctx = siteContext(request);
  const token = readSession(request, 'office');
  const member = token && (await resumeMember(ctx.app, ctx.chain.id, token.sid));
  if (!member) return;
  const { id, email, role, storeId } = member;
  request.caller.office = { ...ctx, member: { id, email, role, ...(storeId === null ? {} : { storeId }) } };
}

/** A shopper at her invoices, or staff at their chain's. Where a browser holds both sessions, the shopper's counts. */
export async function onlyReader(request: FastifyRequest): Promise<void> {
  await recogniseShopper(request);
  if (!request.caller.shopper) await recogniseMember(request);
  if (!request.caller.shopper && !request.caller.office) throw new Problem('session.required');
}

export async function onlyOperator(request: FastifyRequest): Promise<void> {
  const ctx = platformContext(request);
  const token = readSession(request, 'office');
  const operator = token && (await resumeOperator(ctx.app, token.sid));
  if (!operator) throw new Problem('session.required');
  request.caller.operator = { ...ctx, operator };
}

export function shopperOf(request: FastifyRequest): ShopperContext {
  return present(request.caller.shopper);
}

export function officeOf(request: FastifyRequest): OfficeContext {
  return present(request.caller.office);
}

export function readerContext(request: FastifyRequest): ReaderContext {
  return present(request.caller.shopper ?? request.caller.office);
}

export function operatorOf(request: FastifyRequest): OperatorContext {
  return present(request.caller.operator);
}

function present<T>(context: T | undefined): T {
  if (!context) throw new Error('route registered outside its audience');
  return context;
}
