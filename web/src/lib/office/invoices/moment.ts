import { country } from '../../shared/country.ts';

const { timeZone } = country;
const formats = {
  day: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }),
  time: new Intl.DateTimeFormat('pl-PL', { timeZone, hour: '2-digit', minute: '2-digit' }),
};

/** The day of an instant where the chains trade: "2026-11-24T23:30:00Z" is "2026-11-25". */
export function dayOf(instant: string): string {
  return formats.day.format(new Date(instant));
}

/** Its time of day there: "00:30". */
export function timeOf(instant: string): string {
  return formats.time.format(new Date(instant));
}
