import { browserWords } from '../../../../../src/domain/browserWords.ts';
import { loadPasskeys } from './loadPasskeys.ts';
import { type PasskeyRefusal, refusalOf } from './noPasskey.ts';
import { keepPasskey, passkeyCreation } from './passkeyCalls.ts';
import { rememberPasskey } from './passkeyMemory.ts';

/** Making a passkey on this device for the shopper who is signed in. */
export class PasskeyMaking {
  asking = $state(false);
  problem = $state.raw<PasskeyRefusal>();

  /** `known`: this device had a passkey of the account already. Undefined when there is none, for `problem`. */
  async make(): Promise<'added' | 'known' | undefined> {
    if (this.asking) return undefined;
    this.asking = true;
    this.problem = undefined;
    try {
      const { makePasskey } = await loadPasskeys();
      const credential = await makePasskey(await passkeyCreation());
      await keepPasskey({ name: browserWords(navigator.userAgent) || location.hostname.slice(0, 60), credential });
      rememberPasskey();
      return 'added';
    } catch (failure) {
      const refusal = refusalOf(failure);
      if (refusal !== 'known') this.problem = refusal;
      else rememberPasskey();
      return refusal === 'known' ? 'known' : undefined;
    } finally {
      this.asking = false;
    }
  }
}
