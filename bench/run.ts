import { arch, cpus, release, totalmem } from 'node:os';

// Compare ratios to a baseline of the same run. Absolute figures depend on the machine, which is printed here.
const { model = 'unknown' } = cpus()[0] ?? {};
console.log(
  `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()} ${arch()}, Node ${process.version}\n`,
);

const parts: Record<string, () => Promise<void>> = {
  render: async () => (await import('./render.ts')).benchRender(),
  pipeline: async () => (await import('./pipeline.ts')).benchPipeline(),
  fairness: async () => (await import('./fairness.ts')).benchFairness(),
  readBack: async () => (await import('./readBack.ts')).benchReadBack(),
  fa3: async () => (await import('./fa3.ts')).benchFa3(),
  hostile: async () => (await import('./hostile.ts')).benchHostile(),
  signIn: async () => (await import('./signInTiming.ts')).benchSignInTiming(),
  receipts: async () => (await import('./receipts.ts')).benchReceipts(),
  refusals: async () => (await import('./refusals.ts')).benchRefusals(),
  heavyInput: async () => (await import('./heavyInput.ts')).benchHeavyInput(),
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(parts)) {
  if (wanted.length && !wanted.includes(name)) continue;
  await bench();
  console.log('');
}
