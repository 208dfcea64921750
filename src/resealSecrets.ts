import { resealAll } from './app/ksef/reseal.ts';
import { openSealer } from './app/sealing/sealer.ts';
import { readConfig } from './config.ts';
import { loginUrl } from './db/migrate.ts';
import { openDatabase } from './db/tenancy.ts';

// `npm run reseal`: after a new first key in SECRETS_KEY, so that the older keys can be removed.
const { databaseUrl, sessionSecret, secretsKeys } = readConfig();
if (databaseUrl === undefined) {
  console.error('Usage: DATABASE_URL=… SESSION_SECRET=… SECRETS_KEY=new,old npm run reseal');
  process.exit(1);
}
const db = openDatabase(loginUrl(databaseUrl, 'efk_login', sessionSecret), 1);
const changed = await resealAll({ db, sealer: openSealer(secretsKeys) });
await db.close();
console.log(`${changed} secrets are sealed with the first key of SECRETS_KEY now`);
