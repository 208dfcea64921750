import { reportLine } from '../app/reportLine.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openApp } from '../platform.ts';
import { factsOf, keepDemo, writeFacts } from './demo/demoFacts.ts';
import { seedDemo } from './demo/seedDemo.ts';
import { openSeedDoor } from './demo/seedDoor.ts';
import { welcomeText } from './welcome.ts';

// `npm run seed`: loads the demo into the database of DATABASE_URL; `npm start` without one loads it by itself.
try {
  await seed();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function seed(): Promise<void> {
  const config = readConfig();
  const { databaseUrl, smtpUrl } = config;
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set; "npm start" loads the demo by itself.');
  await migrate(databaseUrl, config.sessionSecret);
  // Nothing listens there: the accounts of the demo need no invitation by mail.
  const addresses = { databaseUrl, smtpUrl: smtpUrl ?? 'smtp://127.0.0.1:9' };
  const { app, close } = await openApp(config, addresses, (error, what) => console.error(reportLine(error, what)));
  try {
    const door = openSeedDoor(app);
    if (!(await door.isEmpty())) throw new Error('The database already holds chains; the demo goes into an empty one.');
    const demo = await seedDemo(door, new Date());
    await keepDemo(config.dataDir, demo);
    const facts = factsOf(demo, config, databaseUrl);
    await writeFacts(config.dataDir, facts);
    console.log(welcomeText(config, facts, false));
  } finally {
    await close();
  }
}
