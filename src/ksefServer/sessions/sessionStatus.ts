import type { Session, SessionInvoice, Status } from '../state/state.ts';

/** The state of a session at a time, by the table of SessionStatusResponse. */
export function sessionStatus(session: Session, now: number): Status {
  const names = session.kind === 'online' ? online : batch;
  if (session.failed) return session.failed;
  if (!isClosed(session, now)) return { code: 100, description: names.open };
  if (session.kind === 'batch' && session.closedAt === undefined) return cancelled('Przekroczono czas wysyłki');
  if (session.invoices.length === 0) return cancelled('Nie przesłano faktur');
  if (session.invoices.some(({ readyAt }) => now < readyAt)) return names.working;
  const isEmpty = session.invoices.every(({ ksefNumber }) => ksefNumber === undefined);
  return isEmpty
    ? { code: 445, description: 'Błąd weryfikacji, brak poprawnych faktur' }
    : { code: 200, description: names.done };
}

/** A session closes by request or by its time. */
export function isClosed({ closedAt, validUntil }: Session, now: number): boolean {
  return closedAt !== undefined || now >= validUntil;
}

/** The state of an invoice at a time: 100 in the first half of the processing time, 150 in the second, then the outcome. */
export function invoiceStatus({ receivedAt, readyAt, outcome }: SessionInvoice, now: number): Status {
  if (now >= readyAt) return outcome;
  return now - receivedAt < (readyAt - receivedAt) / 2
    ? { code: 100, description: 'Faktura przyjęta do dalszego przetwarzania' }
    : { code: 150, description: 'Trwa przetwarzanie' };
}

const online = {
  open: 'Sesja interaktywna otwarta',
  working: { code: 170, description: 'Sesja interaktywna zamknięta' },
  done: 'Sesja interaktywna przetworzona pomyślnie',
};
const batch = {
  open: 'Sesja wsadowa rozpoczęta',
  working: { code: 150, description: 'Trwa przetwarzanie' },
  done: 'Sesja wsadowa przetworzona pomyślnie',
};

const cancelled = (reason: string): Status => ({ code: 440, description: 'Sesja anulowana', details: [reason] });
