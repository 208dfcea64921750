import { readdirSync, readFileSync } from 'node:fs';

/** Resources of a process group: private memory in bytes, and CPU time used so far. */
export type Use = { bytes: number; cpuMs: number };

/** Measures a group. Processes seen in other groups are skipped from then on, so a GroupUse serves one print only. */
export type GroupUse = () => Use;

/**
 * Reads /proc. Memory excludes the binary that the processes share. The CPU time of an ended process counts after its parent
 * has waited for the process. Files of /proc are in memory: reading them synchronously takes a tenth of the CPU time that the
 * thread pool needs.
 */
export function groupUse(group: number): GroupUse {
  const foreign = new Set<string>();
  return () => {
    const sum = { bytes: 0, cpuMs: 0 };
    for (const id of readdirSync('/proc')) {
      if (!isNumber.test(id) || foreign.has(id)) continue;
      const one = useOf(id, group);
      if (one === 'foreign') foreign.add(id);
      else if (one) {
        sum.bytes += one.bytes;
        sum.cpuMs += one.cpuMs;
      }
    }
    return sum;
  };
}

const isNumber = /^\d+$/;

// /proc reports CPU time in ticks of 10 ms (USER_HZ is 100).
const msATick = 10;

/**
 * Group and ticks are fields of `stat`; the memory is a line of `status`. Source: proc_pid_stat(5), proc_pid_status(5).
 */
function useOf(id: string, group: number): Use | 'foreign' | undefined {
  const stat = textOf(`/proc/${id}/stat`);
  if (stat === '') return undefined;
  // The process name in parentheses may contain any character, so the fields are counted from the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== group) return 'foreign';
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const status = textOf(`/proc/${id}/status`);
  return {
    bytes: 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0),
    cpuMs: ticks * msATick,
  };
}

/** The content of a file; empty when the process has ended in the meantime. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
