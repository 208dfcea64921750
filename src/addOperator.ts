import { randomBytes } from 'node:crypto';
import { assertStrong, hashPassword } from './app/passwords/password.ts';
import { readConfig } from './config.ts';
import { loginUrl, migrate } from './db/migrate.ts';
import { insertOperator } from './db/people/operators.ts';
import { openDatabase } from './db/tenancy.ts';

// `npm run operator -- me@example.com`: creates an operator and prints the password once.
const [email] = process.argv.slice(2);
const config = readConfig();
if (!email?.includes('@') || config.databaseUrl === undefined) {
  console.error('Usage: DATABASE_URL=… SESSION_SECRET=… npm run operator -- me@example.com');
  process.exit(1);
}

await migrate(config.databaseUrl, config.sessionSecret);
const db = openDatabase(loginUrl(config.databaseUrl, 'efk_login', config.sessionSecret), 1);
const password = randomBytes(15).toString('base64url');
assertStrong(password, [email]);
const passwordHash = await hashPassword(password);
await db.withPlatform('operator', (tx) => insertOperator(tx, { email: email.toLowerCase(), passwordHash }));
await db.close();
console.log(`${email} signs in with the password ${password}`);
