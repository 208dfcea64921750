import { fileURLToPath } from 'node:url';

/** Where tests keep the Chromium that npm brings: unpacking it takes seconds. */
const dataDir = fileURLToPath(new URL('../../node_modules/.cache/efakturomat', import.meta.url));

/** The Chromium that tests print with: CHROMIUM_PATH, the system's, or npm's. */
export function testChromium(): { dataDir: string; chromiumPath?: string } {
  const chromiumPath = process.env.CHROMIUM_PATH;
  return { dataDir, ...(chromiumPath && { chromiumPath }) };
}
