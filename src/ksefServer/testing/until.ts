import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again every 20 ms until the value is as wanted, at most 10 s. */
export async function untilTrue<Value>(look: () => Promise<Value>, wanted: (value: Value) => boolean): Promise<Value> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await look();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`not reached: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}
