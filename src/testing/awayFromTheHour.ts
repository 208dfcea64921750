import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';

const roomSeconds = 30;

/** Waits for the next hour of the database's clock when it begins within 30 s. Budgets reset at each full hour. */
export async function awayFromTheHour(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ left: number }[]>`
    select (3600 - mod(extract(epoch from clock_timestamp()), 3600))::float8 as left`;
  if (row && row.left < roomSeconds) await pause((row.left + 0.1) * 1000);
}
