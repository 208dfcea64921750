import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../worker/findChromium.ts';
import { cacheFolder } from '../dev/webBuild.ts';

/** The Chromium that tests use: CHROMIUM_PATH, the system's, or npm's. */
export function findTestBrowser(): ReturnType<typeof findChromium> {
  const chromiumPath = process.env.CHROMIUM_PATH;
  // Kept from run to run: unpacking the browser that npm brings takes seconds.
  return findChromium({ dataDir: cacheFolder, ...(chromiumPath && { chromiumPath }) });
}

/**
 * A browser for end-to-end tests. With `fakeCamera`, a y4m file (fakeCamera.ts), every page that asks for a camera gets
 * that clip without a prompt; pages on http://*.localhost may ask, as they are secure contexts.
 */
export async function openTestBrowser(options: { fakeCamera?: string } = {}): Promise<Browser> {
  const { path, env } = await findTestBrowser();
  const camera = options.fakeCamera
    ? [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${options.fakeCamera}`,
      ]
    : [];
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    // Only our own pages are opened, and root has no sandbox.
    args: ['--no-sandbox', ...camera],
    timeout: 30_000,
  });
}
