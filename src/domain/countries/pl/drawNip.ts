import type { Random } from '../../random.ts';
import { isNip } from './identifiers/nip.ts';

/** A random valid NIP; all are equally likely. */
export function drawNip(random: Random): string {
  for (;;) {
    const nip = String(random.whole(1_010_000_000, 9_989_999_999));
    if (isNip(nip)) return nip;
  }
}
