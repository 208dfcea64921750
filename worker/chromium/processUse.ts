import { readdir, readFile } from 'node:fs/promises';

/** Resources of a process group: private memory in bytes, and CPU time used so far. */
export type Use = { bytes: number; cpuMs: number };

/**
 * Reads /proc. Memory excludes the binary that the processes share. The CPU time of an ended process counts after its
 * parent has waited for the process.
 */
export async function useOfGroup(group: number): Promise<Use> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(ids.map((id) => useOf(id, group)));
  return all.reduce((sum, one) => ({ bytes: sum.bytes + one.bytes, cpuMs: sum.cpuMs + one.cpuMs }), nothing);
}

const nothing: Use = { bytes: 0, cpuMs: 0 };

// /proc reports CPU time in ticks of 10 ms (USER_HZ is 100).
const msATick = 10;

/**
 * Group and ticks are fields of `stat`; the memory is a line of `status`. Source: proc_pid_stat(5), proc_pid_status(5).
 */
async function useOf(id: string, group: number): Promise<Use> {
  const stat = await textOf(`/proc/${id}/stat`);
  // The process name in parentheses may contain any character, so the fields are counted from the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== group) return nothing;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const status = await textOf(`/proc/${id}/status`);
  return {
    bytes: 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0),
    cpuMs: ticks * msATick,
  };
}

/** The content of a file; empty when the process has ended in the meantime. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
