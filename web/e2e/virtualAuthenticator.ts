import type { Page } from 'playwright-core';

export type VirtualAuthenticator = {
  /** With false, every prompt stays open until it is cancelled. */
  answers(on: boolean): Promise<void>;
  /** With false, the owner's finger or PIN is refused, which ends a prompt like a press on "Cancel". */
  accepts(on: boolean): Promise<void>;
  /** Ids of the hosts whose passkeys it keeps. */
  hosts(): Promise<(string | undefined)[]>;
};

/** Gives the page the authenticator of a phone: it keeps passkeys and checks its owner. Source: CDP, domain WebAuthn. */
export async function givePageAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async answers(enabled) {
      await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
    async accepts(isUserVerified) {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async hosts() {
      const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ rpId }) => rpId);
    },
  };
}
