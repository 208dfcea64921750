/**
 * The RFC 3339 instant of a clock without offset in a zone: "2026-07-01T10:00:00" in Warsaw is "…T08:00:00.000Z". In the
 * repeated hour of autumn the first of the two, in the missing hour of spring the clock as if it had not been changed yet.
 * A text with an offset, or one that is no time, comes back as it is.
 */
export function localInstant(text: string, timeZone: string): string {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?$/.exec(text);
  const asUtc = match ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return text;
  // A day before and a day after, the offset is that of before and after a change of the clocks.
  const candidates = [asUtc - day, asUtc + day].map((near) => asUtc - offsetAt(near, timeZone));
  const instant = candidates.find((one) => one + offsetAt(one, timeZone) === asUtc) ?? candidates[0] ?? asUtc;
  return new Date(instant).toISOString();
}

const day = 86_400_000;

/** Milliseconds by which the zone is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const clock = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
  return Date.parse(`${clock}.000Z`) - Math.floor(instant / 1000) * 1000;
}
