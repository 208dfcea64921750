import type { KsefOut } from '../../../../../src/contract/ksef/credentials.ts';
import { usedCredential } from '../../../../../src/domain/chains/ksefAccess.ts';
import { dayOf } from '../../shared/moment.ts';

/** What the office says about KSeF in one sentence. */
export type KsefState = 'off' | 'noAccess' | 'stopped' | 'expired' | 'refused' | 'unreadable' | 'working';

export function ksefState(ksef: KsefOut, now: Date): KsefState {
  if (ksef.environment === 'off') return 'off';
  const used = usedCredential(ksef.credentials);
  if (!used) return 'noAccess';
  if (!ksef.sending) return 'stopped';
  if (used.validTo !== undefined && Date.parse(used.validTo) < now.getTime()) return 'expired';
  const outcome = used.trial?.outcome;
  return outcome === 'refused' || outcome === 'unreadable' ? outcome : 'working';
}

const noticeDays = 30;
const alarmDays = 7;

/** How soon a certificate expires: nothing to say, a notice within 30 days, an alarm within 7. `days` are calendar days. */
export function expiryOf(
  validTo: string | undefined,
  now: Date,
): { level: 'none' | 'notice' | 'alarm' | 'expired'; days: number } {
  if (validTo === undefined) return { level: 'none', days: Number.POSITIVE_INFINITY };
  const days = Math.round((Date.parse(dayOf(validTo)) - Date.parse(dayOf(now.toISOString()))) / 86_400_000);
  if (Date.parse(validTo) < now.getTime()) return { level: 'expired', days };
  return { level: days <= alarmDays ? 'alarm' : days <= noticeDays ? 'notice' : 'none', days };
}
