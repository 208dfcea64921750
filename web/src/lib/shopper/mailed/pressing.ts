import type { OrderPressed } from '../../../../../src/contract/orders.ts';
import { forget, keep, recall } from '../../shared/device.ts';
import { loadDraft, saveDraft } from '../draftStore.ts';
import { forgetCodeStep, recallCodeStep } from './codeStep.ts';
import { pressOrder, watchOrder } from './orderCalls.ts';

const name = 'efk.press';

/**
 * Presses the button of a mail. The key stays on the device until there is an answer, so that a press after a lost
 * connection or a killed page is the same press, and signs in. Throws ApiProblem.
 */
export async function pressOnce(token: string): Promise<OrderPressed> {
  const key = keyOf(token) ?? crypto.randomUUID();
  keep(name, `${token} ${key}`);
  const pressed = await pressOrder(token, key);
  forget(name);
  await settleDraft(pressed.invoice);
  return pressed;
}

/** Whether this device pressed the button and has no answer yet. */
export function isPressed(token: string): boolean {
  return keyOf(token) !== undefined;
}

function keyOf(token: string): string | undefined {
  const [kept, key] = recall(name)?.split(' ') ?? [];
  return kept === token ? key : undefined;
}

/** Where the order was put together in this very browser, nothing of it is left to finish. */
async function settleDraft(invoice: OrderPressed['invoice']): Promise<void> {
  const order = recallCodeStep('', Date.now())?.order;
  const watched = order && (await watchOrder(order.id).catch(() => undefined));
  if (watched?.invoice?.id !== invoice.id) return;
  forgetCodeStep();
  const { attempt: _, ...draft } = loadDraft();
  saveDraft({ ...draft, gathered: [], issued: invoice });
}
