import { forget, keep, recall } from '../../shared/device.ts';

/** A code was mailed to this address. Times are milliseconds since 1970. */
export type CodeStep = {
  email: string;
  expiresAt: number;
  resendAt: number;
  /** The order that the mail's button issues, with the key of the choice that it was made from. */
  order?: { id: string; key: string };
};

const name = 'efk.code';

/**
 * A phone may unload the page while its owner reads the mail, so the step is stored on the device until the code expires.
 */
export function keepCodeStep(step: CodeStep): void {
  keep(name, JSON.stringify(step));
}

/** The step for this address, or for any when none is given; undefined once the code has expired. */
export function recallCodeStep(email: string, now: number): CodeStep | undefined {
  try {
    const step = JSON.parse(recall(name) ?? '') as CodeStep;
    return step.expiresAt > now && (email === '' || step.email === email) ? step : undefined;
  } catch {
    return undefined;
  }
}

export function forgetCodeStep(): void {
  forget(name);
}
