import { ApiProblem } from '../../shared/api.ts';

type BrowserPasskeys = typeof import('./browserPasskeys.ts');

/** Whether the browser knows passkeys at all; they also need a secure origin. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** Throws ApiProblem when there is no connection to load it by. */
export async function loadPasskeys(): Promise<BrowserPasskeys> {
  try {
    return await import('./browserPasskeys.ts');
  } catch {
    throw new ApiProblem('offline');
  }
}
