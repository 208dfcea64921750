import { readdir, readFile } from 'node:fs/promises';

/** What the processes of a group take: bytes that they hold for themselves, and the CPU time they have used. */
export type Use = { bytes: number; cpuMs: number };

/** From /proc; the binary that the processes share is not counted. The CPU time of a process that ended counts once its parent has collected it. */
export async function useOfGroup(group: number): Promise<Use> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(ids.map((id) => useOf(id, group)));
  return all.reduce((sum, one) => ({ bytes: sum.bytes + one.bytes, cpuMs: sum.cpuMs + one.cpuMs }), nothing);
}

const nothing: Use = { bytes: 0, cpuMs: 0 };

// Linux reports to every program in hundredths of a second.
const msATick = 10;

/** The group and the ticks are fields of stat, the memory a line of status. Source: proc_pid_stat(5), proc_pid_status(5). */
async function useOf(id: string, group: number): Promise<Use> {
  const stat = await textOf(`/proc/${id}/stat`);
  // The name in brackets may hold anything, so the fields are counted after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (Number(fields[2]) !== group) return nothing;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const status = await textOf(`/proc/${id}/status`);
  return {
    bytes: 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0),
    cpuMs: ticks * msATick,
  };
}

/** Empty for a process that ended meanwhile. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
