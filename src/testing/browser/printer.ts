import { cacheFolder } from '../../dev/webBuild.ts';

/** The Chromium that tests use: CHROMIUM_PATH, the system's, or npm's, kept unpacked from run to run. */
export function testChromium(): { dataDir: string; chromiumPath?: string } {
  const chromiumPath = process.env.CHROMIUM_PATH;
  return { dataDir: cacheFolder, ...(chromiumPath && { chromiumPath }) };
}
