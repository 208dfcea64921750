import { cacheFolder } from '../../dev/webBuild.ts';

/** Options that find the Chromium for tests: CHROMIUM_PATH, else the system's, else npm's, whose unpacked copy is kept. */
export function testChromium(): { dataDir: string; chromiumPath?: string } {
  const chromiumPath = process.env.CHROMIUM_PATH;
  return { dataDir: cacheFolder, ...(chromiumPath && { chromiumPath }) };
}
