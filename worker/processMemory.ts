import { readdir, readFile } from 'node:fs/promises';

const pageSize = 4096;

/** Resident bytes of all processes of a group, as /proc tells; shared pages count for each. */
export async function memoryOfGroup(group: number): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(ids.map((id) => residentIn(id, group)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** How many processes a group has. */
export async function processesOfGroup(group: number): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map(statOf));
  return stats.filter((stat) => stat?.group === group && stat.state !== 'Z').length;
}

async function residentIn(id: string, group: number): Promise<number> {
  const stat = await statOf(id);
  return stat?.group === group ? stat.resident : 0;
}

/** The name in brackets may hold anything, so the fields are counted after the last bracket. Source: proc_pid_stat(5). */
async function statOf(id: string): Promise<{ state: string; group: number; resident: number } | undefined> {
  const text = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', group: Number(fields[2]), resident: Number(fields[21]) * pageSize };
}
