import { readConfig } from './config.ts';
import { migrate } from './db/migrate.ts';

// `npm run migrate`: brings the database of DATABASE_URL up to date, before new servers and workers start.
const { databaseUrl, sessionSecret } = readConfig();
if (databaseUrl === undefined) {
  console.error('DATABASE_URL is not set; "npm start" migrates the database it brings by itself.');
  process.exitCode = 1;
} else {
  await migrate(databaseUrl, sessionSecret);
  console.log('The database is up to date.');
}
