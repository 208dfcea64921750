import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Installs the packages of a baseline's own package.json, once. `folder` ends with a slash. */
export async function installIn(folder: string): Promise<void> {
  if (existsSync(`${folder}node_modules`)) return;
  const npm = ['install', '--prefix', folder, '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', npm, { cwd: folder, timeout: 180_000 });
}
