import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../../worker/chromium/findChromium.ts';
import { waitMs } from '../until.ts';
import { testChromium } from './printer.ts';

/** Finds the Chromium for tests; unpacks the one from npm when there is no other. */
export function findTestBrowser(): ReturnType<typeof findChromium> {
  return findChromium(testChromium());
}

/**
 * A browser for end-to-end tests. `fakeCamera` is the path of a y4m file from fakeCamera.ts. A page that asks for the camera
 * then gets this clip without a prompt; pages on http://*.localhost may ask, as they are secure contexts.
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
    // Chromium has no sandbox as root. The tests open our own pages only.
    args: ['--no-sandbox', ...camera],
    timeout: waitMs,
  });
}
