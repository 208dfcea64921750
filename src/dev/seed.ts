import { reportLine } from '../app/reportLine.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openApp } from '../platform.ts';
import { factsOf, storeDemo, writeFacts } from './demo/demoFacts.ts';
import { seedDemo } from './demo/seedDemo.ts';
import { openSeedTarget } from './demo/seedTarget.ts';
import { welcomeText } from './welcome.ts';

// `npm run seed`: loads the demo into the database of DATABASE_URL. Without DATABASE_URL, `npm start` loads the demo.
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
  // No server listens on port 9: seeding sends no mail, because the demo's accounts need no invitation.
  const addresses = { databaseUrl, smtpUrl: smtpUrl ?? 'smtp://127.0.0.1:9' };
  const { app, close } = await openApp(config, addresses, (error, what) => console.error(reportLine(error, what)));
  try {
    const target = openSeedTarget(app);
    if (!(await target.isEmpty()))
      throw new Error('The database already holds chains; the demo goes into an empty one.');
    const demo = await seedDemo(target, new Date());
    await storeDemo(config.dataDir, demo);
    const facts = factsOf(demo, config, databaseUrl);
    await writeFacts(config.dataDir, facts);
    console.log(welcomeText(config, facts, { catchesMail: false }));
  } finally {
    await close();
  }
}
