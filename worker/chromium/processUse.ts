import { readdirSync, readFileSync } from 'node:fs';

/** What the processes of a group take: bytes that they hold for themselves, and the CPU time they have used. */
export type Use = { bytes: number; cpuMs: number };

/** What a group uses when asked. Processes seen in other groups are skipped from then on, so keep it for one print only. */
export type GroupUse = () => Use;

/**
 * From /proc; the binary that the processes share is not counted. The CPU time of a process that ended counts once its
 * parent has collected it. Files of /proc are made in memory: read synchronously, each takes a tenth of the CPU time that
 * the thread pool takes for it.
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

// Linux reports to every program in hundredths of a second.
const msATick = 10;

/** The group and the ticks are fields of stat, the memory a line of status. Source: proc_pid_stat(5), proc_pid_status(5). */
function useOf(id: string, group: number): Use | 'foreign' | undefined {
  const stat = textOf(`/proc/${id}/stat`);
  if (stat === '') return undefined;
  // The name in brackets may hold anything, so the fields are counted after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== group) return 'foreign';
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const status = textOf(`/proc/${id}/status`);
  return {
    bytes: 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0),
    cpuMs: ticks * msATick,
  };
}

/** Empty for a process that ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
