import type { Random } from '../../random.ts';
import { isNip } from './identifiers/nip.ts';

/** A valid NIP, each with the same chance. */
export function drawNip(random: Random): string {
  for (;;) {
    const nip = String(random.whole(1_010_000_000, 9_989_999_999));
    if (isNip(nip)) return nip;
  }
}
