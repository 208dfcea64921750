import { readdir, readFile } from 'node:fs/promises';

/** Bytes that the processes of a group hold for themselves, as /proc tells; the binary they share is not counted. */
export async function memoryOfGroup(group: number): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(ids.map((id) => ownMemory(id, group)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The group is a field of stat, the memory a line of status. Source: proc_pid_stat(5), proc_pid_status(5). */
async function ownMemory(id: string, group: number): Promise<number> {
  const stat = await textOf(`/proc/${id}/stat`);
  // The name in brackets may hold anything, so the fields are counted after the last bracket.
  if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) return 0;
  const status = await textOf(`/proc/${id}/status`);
  return 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}

/** Empty for a process that ended meanwhile. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
