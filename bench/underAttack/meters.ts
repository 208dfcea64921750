import { readdir, readFile } from 'node:fs/promises';

type Process = { pid: number; parent: number; born: string; rssMb: number; command: string };

/** Peak memory and numbers of processes. MB are sums of resident sets, in which shared memory counts more than once. */
export type Peaks = { serverMb: number; workerMb: number; browserMb: number; node: number; browser: number };

export type Meters = {
  /** Peaks since the last call. */
  peaks(): Peaks;
  /** Present memory and numbers of processes. */
  now(): Promise<Peaks>;
  stop(): void;
  /** All processes still running that were ever seen below the root. */
  alive(): Promise<Process[]>;
};

const everyMs = 500;
const pageMb = 4096 / 2 ** 20;
const nothing: Peaks = { serverMb: 0, workerMb: 0, browserMb: 0, node: 0, browser: 0 };

/** Watches the server `root` and all its descendants, such as the worker and Chromium. PostgreSQL is not measured. */
export function watchProcesses(root: number): Meters {
  const seen = new Map<number, string>();
  let peaks = { ...nothing };

  async function now(): Promise<Peaks> {
    const below = descendants(await allProcesses(), root);
    for (const { pid, born } of below) seen.set(pid, born);
    return below.reduce(counted, { ...nothing });
  }

  function counted(sum: Peaks, { pid, rssMb, command }: Process): Peaks {
    if (pid === root) return { ...sum, serverMb: sum.serverMb + rssMb, node: sum.node + 1 };
    if (command.includes('postgres')) return sum;
    if (/chrom|headless_shell|zygote/i.test(command))
      return { ...sum, browserMb: sum.browserMb + rssMb, browser: sum.browser + 1 };
    return { ...sum, workerMb: sum.workerMb + rssMb, node: sum.node + 1 };
  }

  const timer = setInterval(async () => {
    const one = await now();
    peaks = {
      serverMb: Math.max(peaks.serverMb, one.serverMb),
      workerMb: Math.max(peaks.workerMb, one.workerMb),
      browserMb: Math.max(peaks.browserMb, one.browserMb),
      node: Math.max(peaks.node, one.node),
      browser: Math.max(peaks.browser, one.browser),
    };
  }, everyMs);

  return {
    peaks() {
      const last = peaks;
      peaks = { ...nothing };
      return last;
    },
    now,
    stop: () => clearInterval(timer),
    alive: async () => (await allProcesses()).filter(({ pid, born }) => seen.get(pid) === born),
  };
}

function descendants(all: Process[], root: number): Process[] {
  const below = new Set([root]);
  // A child's pid may be lower than its parent's, so one pass in order of pids is not enough.
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid));
}

async function allProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  return (await Promise.all(pids.map(processOf))).filter((one) => one !== undefined);
}

/** A running process; undefined for a zombie or an ended one. Source: proc_pid_stat(5). */
async function processOf(pid: number): Promise<Process | undefined> {
  try {
    const [stat = '', command = ''] = await Promise.all(
      ['stat', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    );
    // The process name in brackets may contain spaces and brackets, so fields are counted after the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const [parent, born, pages] = [fields[1], fields[19], fields[21]];
    return { pid, parent: Number(parent), born: born ?? '', rssMb: Number(pages) * pageMb, command };
  } catch {
    // The process ended between readdir() and readFile().
    return undefined;
  }
}
