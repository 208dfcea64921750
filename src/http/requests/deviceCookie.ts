import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceDays, isSameDevice } from '../../app/sessions/devices.ts';

const name = '__Host-efk_device';
const separator = '~';
// Several people may share a browser, for example in a shop's back room; the oldest token is dropped first.
const most = 8;

/** The device tokens of this browser, one from each sign-in. They are verified where budgets are charged. */
export function devicesOf(request: FastifyRequest): readonly string[] {
  return (request.cookies[name] ?? '').split(separator).filter(Boolean).slice(0, most);
}

/** Adds a device token to this browser. Signing out keeps it: the token opens nothing and names nobody. */
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
