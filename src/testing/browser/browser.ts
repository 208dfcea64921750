import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../../worker/chromium/findChromium.ts';
import { waitMs } from '../patience.ts';
import { testChromium } from './printer.ts';

/** Finds the Chromium of the tests, or unpacks the one from npm. */
export function findTestBrowser(): ReturnType<typeof findChromium> {
  return findChromium(testChromium());
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
    timeout: waitMs,
  });
}
