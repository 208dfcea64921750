/** Tells the service worker which files this page loaded before the worker answered for it. */
export async function keepLoadedFiles(): Promise<void> {
  const worker = await activeWorker();
  worker?.postMessage({ keep: performance.getEntriesByType('resource').map(({ name }) => name) });
}

/** Nobody is signed in here any more: what the service worker kept of a reader goes. */
export async function forgetReader(): Promise<void> {
  (await activeWorker())?.postMessage({ forget: true });
}

/** Undefined in browsers without service workers, and where they are switched off. */
async function activeWorker(): Promise<ServiceWorker | undefined> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  return (await container?.ready)?.active ?? undefined;
}
