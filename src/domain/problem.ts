/** The codes of all expected refusals. http/ maps each code to a status, the text modules to a sentence. */
export const problemCodes = [
  'request.invalid',
  'request.too_large',
  'request.unsupported_media_type',
  'request.timeout',
  'not_found',
  'method_not_allowed',
  'origin.refused',
  'rate.limited',
  'internal',
  'unavailable',
  'chain.not_found',
  'chain.suspended',
  'chain.slug_taken',
  'session.required',
  'session.refused',
  'session.code_wrong',
  'session.not_fresh',
  'session.passkey_refused',
  'session.password_weak',
  'session.invitation_invalid',
  'pos_key.refused',
  'receipt.not_found',
  'receipt.arithmetic',
  'receipt.conflict',
  'receipt.code_taken',
  'receipt.unreadable',
  'receipt.other_seller',
  'receipt.signature_required',
  'receipt.signature_invalid',
  'receipt.certificate_unknown',
  'receipt.certificate_expired',
  'certificate.invalid',
  'certificate.not_found',
  'receipt.too_late',
  'receipt.dated_ahead',
  'receipt.has_no_nip',
  'receipt.nip_required',
  'receipt.nip_differs',
  'receipt.simplified_invoice',
  'receipt.whole_only',
  'receipt.too_many',
  'receipt.last_document',
  'shopper.documents_used_up',
  'shopper.erased',
  'accountant.not_found',
  'accountant.stopped',
  'line.not_found',
  'line.repeated',
  'line.quantity_invalid',
  'line.already_invoiced',
  'line.free',
  'line.pieces_only',
  'line.too_many_places',
  'line.part_too_small',
  'line.rate_unknown',
  'selection.empty',
  'buyer.nip_invalid',
  'buyer.address_required',
  'company.not_found',
  'company.registers_silent',
  'idempotency.key_required',
  'idempotency.key_reused',
  'invoice.not_found',
  'return.conflict',
  'order.link_ended',
  'order.changed',
  'return.exceeds_sale',
  'return.gross_invalid',
  'correction.not_found',
  'correction.changes_nothing',
  'correction.already_waiting',
  'correction.already_decided',
  'correction.return_waiting',
  'correction.of_correction',
  'invoice.too_large',
  'document.not_found',
  'document.not_ready',
  'document.failed',
  'template.not_found',
  'template.invalid',
  'template.stale',
  'template.render_failed',
  'theme.invalid',
  'cursor.invalid',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** One invalid field; `pointer` is a JSON pointer into the request body. */
export type BadField = { pointer: string; code: string; params?: Record<string, unknown> };

/** An expected refusal. Any other thrown error is a bug. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Record<string, unknown>;
  readonly fields: readonly BadField[];

  constructor(code: ProblemCode, params: Record<string, unknown> = {}, fields: readonly BadField[] = []) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.params = params;
    this.fields = fields;
  }
}
