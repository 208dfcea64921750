import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceDays, isSameDevice } from '../../app/sessions/devices.ts';

const name = '__Host-efk_device';
const separator = '~';
// People who share a browser, such as a shop's till room; the oldest goes first.
const most = 8;

/** The tokens this browser got when somebody signed in; whether they are true is judged where budgets are charged. */
export function devicesOf(request: FastifyRequest): readonly string[] {
  return (request.cookies[name] ?? '').split(separator).filter(Boolean).slice(0, most);
}

/** Keeps one more token in this browser. Signing out leaves it: it opens nothing and names nobody. */
export function keepDevice(request: FastifyRequest, reply: FastifyReply, device: string): void {
  const others = devicesOf(request).filter((one) => !isSameDevice(one, device));
  const kept = [device, ...others].slice(0, most);
  reply.setCookie(name, kept.join(separator), {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    maxAge: deviceDays * 24 * 3600,
  });
}
