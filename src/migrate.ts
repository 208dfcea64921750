import { readConfig } from './config.ts';
import { migrate } from './db/migrate.ts';

// `npm run migrate`: migrates the database of DATABASE_URL; run it before starting new servers and workers.
const { databaseUrl, sessionSecret } = readConfig();
if (databaseUrl === undefined) {
  console.error('DATABASE_URL is not set; "npm start" migrates its own database by itself.');
  process.exitCode = 1;
} else {
  await migrate(databaseUrl, sessionSecret);
  console.log('The database is up to date.');
}
