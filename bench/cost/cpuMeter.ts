import { readdirSync, readFileSync } from 'node:fs';

/** CPU ms by kind of process. */
export type CpuMs = { [kind: string]: number };

type Process = { parent: number; ms: number; command: string };

// Linux reports CPU time in hundredths of a second.
const msATick = 10;

/**
 * CPU time in ms of the processes below each root since their start, ended children included. A root has the kind given
 * with it. Below it, PostgreSQL and Chromium are recognised by their command lines, and every other process is the worker
 * or one of its children. Source: proc_pid_stat(5).
 */
export function cpuByKind(roots: { [kind: string]: number | undefined }): CpuMs {
  const all = allProcesses();
  const sums: CpuMs = {};
  for (const [rootKind, root] of Object.entries(roots)) {
    if (root === undefined) continue;
    for (const pid of below(all, root)) {
      const { ms = 0, command = '' } = all.get(pid) ?? {};
      const kind = pid === root ? rootKind : kindOf(command);
      sums[kind] = (sums[kind] ?? 0) + ms;
    }
  }
  return sums;
}

export function since(before: CpuMs, after: CpuMs): CpuMs {
  return Object.fromEntries(Object.entries(after).map(([kind, ms]) => [kind, ms - (before[kind] ?? 0)]));
}

function kindOf(command: string): string {
  if (command.includes('postgres')) return 'PostgreSQL';
  if (/chrom|headless_shell|zygote/i.test(command)) return 'Chromium';
  return command.includes('readerMain') ? 'read-back' : 'worker';
}

function below(all: ReadonlyMap<number, Process>, root: number): Set<number> {
  const found = new Set([root]);
  // A child's pid may be lower than its parent's, so one pass is not enough.
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [pid, { parent }] of all) if (found.has(parent)) found.add(pid);
  }
  return found;
}

function allProcesses(): Map<number, Process> {
  const all = new Map<number, Process>();
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const stat = textOf(`/proc/${pid}/stat`);
    if (stat === '') continue;
    // The name in brackets may contain anything, so fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime, stime, and the same of ended children.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    all.set(pid, { parent: Number(fields[1]), ms: ticks * msATick, command: textOf(`/proc/${pid}/cmdline`) });
  }
  return all;
}

/** Empty for a process that ended in the meantime. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
