import { readFileSync } from 'node:fs';
import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { mostBytes } from '../fa3/limits.ts';
import { Fa3Refused } from '../fa3/refused.ts';

/** Characters that KSeF refuses though XML 1.0 only discourages them. Source: CIRFMF/ksef-docs faktury/weryfikacja-faktury.md. */
const discouraged = /(?![\t\n\r\u0085])\p{Cc}|\p{Noncharacter_Code_Point}/u;
const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf);
const mostReported = 5;

export type Fa3Verdict =
  | { valid: true }
  /** Each reason names elements and types of the schema; values may be quoted in it. */
  | { valid: false; reasons: string[] };

/**
 * Whether KSeF takes these bytes as an FA(3) file: size, encoding, characters, no DTD and no processing instructions, and the
 * official schema. Bounded: nothing above 1,000,000 bytes is read, entities are never expanded, and libxml2 has neither the
 * network nor files in WebAssembly. The largest allowed file takes some tens of milliseconds.
 */
export function validateFa3(bytes: Uint8Array): Fa3Verdict {
  const reason = refusedBytes(bytes);
  if (reason !== undefined) return { valid: false, reasons: [reason] };
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromBuffer(bytes, { option: parseOptions });
    const found = refusedParts(document);
    if (found !== undefined) return { valid: false, reasons: [found] };
    validator().validate(document);
    return { valid: true };
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return { valid: false, reasons: error.details.slice(0, mostReported).map(({ message }) => message.trim()) };
  } finally {
    document?.dispose();
  }
}

/** Throws Fa3Refused, too_large or not_valid, for bytes that KSeF would refuse. */
export function assertFa3(bytes: Uint8Array): void {
  if (bytes.byteLength > mostBytes) throw new Fa3Refused('too_large');
  const verdict = validateFa3(bytes);
  if (!verdict.valid) throw new Fa3Refused('not_valid', elementNames(verdict.reasons));
}

const parseOptions = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOCDATA;

function refusedBytes(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength > mostBytes) return `more than ${mostBytes} bytes`;
  if (byteOrderMark.equals(bytes.subarray(0, 3))) return 'a byte order mark';
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return 'not UTF-8';
  }
  if (discouraged.test(text)) return 'a discouraged character';
  return undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function refusedParts(document: XmlDocument): string | undefined {
  if (document.dtd !== null) return 'a document type definition';
  if (document.version !== '1.0') return 'another version of XML than 1.0';
  if (document.encoding !== null && !/^utf-8$/i.test(document.encoding)) return 'an encoding other than UTF-8';
  return document.find('//processing-instruction() | /processing-instruction()').length > 0
    ? 'a processing instruction'
    : undefined;
}

let compiled: XsdValidator | undefined;

/** The compiled schema, kept for the life of the process: compiling takes about 100 ms. */
function validator(): XsdValidator {
  compiled ??= compile();
  return compiled;
}

function compile(): XsdValidator {
  xmlRegisterInputProvider(new XmlBufferInputProvider(importedSchemas()));
  const schema = XmlDocument.fromBuffer(read('fa3-1-0E.xsd'), { option: ParseOption.XML_PARSE_NONET });
  try {
    return XsdValidator.fromDoc(schema);
  } finally {
    schema.dispose();
  }
}

/** The schemas that FA(3) imports, by the address under which it imports them. */
function importedSchemas(): Record<string, Uint8Array> {
  const folder = 'http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/01/05/eD/DefinicjeTypy/';
  const names = ['StrukturyDanych_v10-0E.xsd', 'ElementarneTypyDanych_v10-0E.xsd', 'KodyKrajow_v10-0E.xsd'];
  return Object.fromEntries(names.map((name) => [`${folder}${name}`, read(name)]));
}

function read(name: string): Buffer {
  return readFileSync(new URL(`./xsd/${name}`, import.meta.url));
}

/** Reasons without values, which may be personal data. */
function elementNames(reasons: readonly string[]): string {
  return reasons.map((reason) => /^Element '(?:\{[^}]*\})?([^']*)'/.exec(reason)?.[1] ?? 'the file').join(', ');
}
