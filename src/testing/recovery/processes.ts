import { readdir, readFile } from 'node:fs/promises';

type Process = { pid: number; group: number; command: string };

/** Process groups of the browsers that this worker started. */
export async function browserGroups(workerPid: number): Promise<number[]> {
  const own = (await processes()).filter(({ command }) => command.includes(`efakturomat-chromium-${workerPid}-`));
  return [...new Set(own.map(({ group }) => group))];
}

/** Number of running processes in these groups. */
export async function countIn(groups: readonly number[]): Promise<number> {
  return (await processes()).filter(({ group }) => groups.includes(group)).length;
}

/** All running processes of this machine, without zombies. */
async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  return (await Promise.all(pids.map(processOf))).filter((one) => one !== undefined);
}

async function processOf(pid: number): Promise<Process | undefined> {
  try {
    const [stat, command] = await Promise.all(
      ['stat', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    );
    // The process name in brackets may contain spaces and brackets, so fields are read after the last bracket.
    const [state, , group] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
    return state === 'Z' || state === 'X' ? undefined : { pid, group: Number(group), command: command ?? '' };
  } catch {
    // The process ended between readdir() and readFile().
    return undefined;
  }
}
