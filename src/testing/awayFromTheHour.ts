import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';

const roomSeconds = 30;

/** Budgets begin anew each full hour of the database; waits it out where a test would run across. */
export async function awayFromTheHour(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ left: number }[]>`
    select (3600 - mod(extract(epoch from clock_timestamp()), 3600))::float8 as left`;
  if (row && row.left < roomSeconds) await pause((row.left + 0.1) * 1000);
}
