import { assertFa3 } from '../schema/validate.ts';
import type { Elements } from './elements.ts';
import type { Fa3Correction, Fa3Invoice } from './facts.ts';
import { fa3Namespace } from './limits.ts';
import { correctionElements, invoiceElements } from './structure.ts';
import { writeXml } from './write.ts';

/** The FA(3) file of an invoice to a receipt, valid against the schema. The same facts give the same bytes. Throws Fa3Refused. */
export function fa3Xml(invoice: Fa3Invoice): Uint8Array {
  return validBytes(invoiceElements(invoice));
}

/** The FA(3) file of a correction, as `fa3Xml`. */
export function fa3CorrectionXml(correction: Fa3Correction): Uint8Array {
  return validBytes(correctionElements(correction));
}

function validBytes(elements: Elements): Uint8Array {
  const bytes = writeXml('Faktura', fa3Namespace, elements);
  assertFa3(bytes);
  return bytes;
}
