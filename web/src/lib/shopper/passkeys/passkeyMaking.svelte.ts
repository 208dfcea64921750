import { browserWords } from '../../../../../src/domain/browserWords.ts';
import { loadPasskeys } from './loadPasskeys.ts';
import { type PasskeyRefusal, refusalOf } from './noPasskey.ts';
import { keepPasskey, passkeyCreation } from './passkeyCalls.ts';
import { rememberPasskey } from './passkeyMemory.ts';

/** Making a passkey on this device for the shopper who is signed in. */
export class PasskeyMaking {
  state = $state<'idle' | 'asking' | 'added'>('idle');
  problem = $state.raw<PasskeyRefusal>();

  async make(): Promise<void> {
    if (this.state !== 'idle') return;
    this.state = 'asking';
    this.problem = undefined;
    try {
      const { makePasskey } = await loadPasskeys();
      const credential = await makePasskey(await passkeyCreation());
      await keepPasskey({ name: browserWords(navigator.userAgent) || location.hostname.slice(0, 60), credential });
      rememberPasskey();
      this.state = 'added';
    } catch (failure) {
      this.state = 'idle';
      this.problem = refusalOf(failure);
      if (this.problem === 'known') rememberPasskey();
    }
  }
}
