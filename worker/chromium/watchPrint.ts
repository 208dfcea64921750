import { Problem } from '../../src/domain/problem.ts';
import { groupUse } from './processUse.ts';

/**
 * Interval between two looks at /proc. A usual print ends before the first look. A hostile document can allocate 2 GB a
 * second.
 */
const lookMs = 120;

/**
 * Waits for a print and measures its browser in the meantime. Throws Problem('document.failed', { reason }) with reason
 * 'time' or 'memory' when a limit is exceeded; the caller then kills the browser.
 */
export async function watchPrint(input: {
  group: number;
  limits: { wallMs: number; cpuMs: number; memoryBytes: number };
  /** Whether other prints may have contributed to the browser's memory. */
  isShared: () => boolean;
  print: () => Promise<Uint8Array>;
}): Promise<Uint8Array> {
  const { group, limits, isShared } = input;
  const broken = Promise.withResolvers<never>();
  const stop = (reason: string, more = {}) => broken.reject(new Problem('document.failed', { reason, ...more }));
  let cpuBefore: number | undefined;
  let next: NodeJS.Timeout | undefined;
  const useNow = groupUse(group);

  function look(): void {
    const { bytes, cpuMs } = useNow();
    cpuBefore ??= cpuMs - lookMs;
    if (bytes > limits.memoryBytes) stop('memory', { shared: isShared() });
    else if (cpuMs - cpuBefore > limits.cpuMs) stop('time');
    next = setTimeout(look, lookMs);
  }

  const clock = setTimeout(() => stop('time'), limits.wallMs);
  next = setTimeout(look, lookMs);
  try {
    return await Promise.race([input.print(), broken.promise]);
  } finally {
    clearTimeout(clock);
    clearTimeout(next);
  }
}
