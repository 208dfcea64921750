import { ApiProblem } from '../../shared/api.ts';
import { type CodeStep, keepCodeStep } from './codeStep.ts';
import { withdrawOrder } from './orderCalls.ts';
import { followOrder } from './orderWatch.ts';

/** The invoice that the button issued, and the order under which this device may read its document. */
export type IssuedByButton = { orderId: string; id: string; number: string };

/** The button in the mail that this device asked for: whether it still works, and whether it was pressed. */
export class MailedButton {
  stage = $state<'none' | 'waiting' | 'pressed' | 'ended'>('none');

  readonly #onPressed: (issued: IssuedByButton) => void;
  #stop: (() => void) | undefined;

  constructor(onPressed: (issued: IssuedByButton) => void) {
    this.#onPressed = onPressed;
  }

  /** Waits for the press of the mail that was just sent. */
  follow({ order }: CodeStep): void {
    this.stop();
    if (!order) return;
    this.stage = 'waiting';
    this.#stop = followOrder(
      order.id,
      ({ state, invoice }) => {
        if (state === 'waiting') return 'go on';
        this.stage = invoice ? 'pressed' : 'ended';
        if (invoice) this.#onPressed({ orderId: order.id, id: invoice.id, number: invoice.number });
        return 'stop';
      },
      () => (this.stage = 'none'),
    );
  }

  /** Goes on with a mail that was sent before. When something else is chosen now, its button ends and only its code is left. */
  async resume(step: CodeStep, keyNow: string | undefined): Promise<void> {
    const { order, ...code } = step;
    if (!order || order.key === keyNow) return this.follow(step);
    this.stage = 'ended';
    keepCodeStep(code);
    // Without a connection the button ends by itself after its ten minutes, and shows what it issues before it is pressed.
    await withdrawOrder(order.id).catch((problem: unknown) => {
      if (!(problem instanceof ApiProblem)) throw problem;
    });
  }

  stop(): void {
    this.#stop?.();
    this.stage = 'none';
  }
}
