import { dataDirOf } from '../config.ts';
import { clearDataDir } from './dataDir.ts';
import { runnerOf } from './runLock.ts';

// `npm run reset`: deletes all data, so that the next `npm start` creates an empty database and a new demo.
const dataDir = dataDirOf();
try {
  const pid = await runnerOf(dataDir);
  if (pid !== undefined) throw new Error(`eFakturomat runs on ${dataDir} (process ${pid}). Stop it first.`);
  console.log((await clearDataDir(dataDir)) ? `Cleared ${dataDir}.` : `There was nothing in ${dataDir}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
