import { chainDay } from '../../../../src/domain/day.ts';
import { country } from './country.ts';

const { timeZone } = country;
const timeFormat = new Intl.DateTimeFormat('pl-PL', { timeZone, hour: '2-digit', minute: '2-digit' });

/** The day of an instant in the chain's zone: "2026-11-24T23:30:00Z" is "2026-11-25". */
export function dayOf(instant: string): string {
  return chainDay(instant, timeZone);
}

/** Today in the chain's zone, by the device's clock. */
export function today(): string {
  return chainDay(new Date(), timeZone);
}

/** The time of day of an instant in the chain's zone: "00:30". */
export function timeOf(instant: string): string {
  return timeFormat.format(new Date(instant));
}
