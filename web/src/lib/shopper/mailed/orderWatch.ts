import type { OrderWatched } from '../../../../../src/contract/orders.ts';
import { ApiProblem } from '../../shared/api.ts';
import { watchOrder } from './orderCalls.ts';

const pollMs = 2_000;

/**
 * Asks every two seconds what became of an order, while the page is seen, and at once when it is seen again. Stops when
 * `onAnswer` says so, with `onUnknown` when this device no longer knows the order, or by the function that it returns.
 */
export function followOrder(
  id: string,
  onAnswer: (answer: OrderWatched) => 'go on' | 'stop',
  onUnknown: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (stopped || document.hidden) return;
    try {
      const answer = await watchOrder(id);
      if (stopped) return;
      if (onAnswer(answer) === 'stop') return void stop();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      if (problem.status === 404) {
        stop();
        return onUnknown();
      }
    }
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pollMs);
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  }

  const seen = () => void ask();
  document.addEventListener('visibilitychange', seen);
  seen();
  return stop;
}
