/** A company as a public register has it: the NIP in ten digits, the address in one line. */
export type Company = { nip: string; name: string; address: string };

export type RegisterName = 'gus' | 'white_list' | 'vies';

/** A public register of companies. */
export type Register = {
  name: RegisterName;
  /** Most requests a day that the register accepts from one IP address. */
  asksADay: number;
  /** The company with this NIP, or undefined when the register has none. Throws RegisterUnavailable without an answer in time. */
  find(nip: string): Promise<Company | undefined>;
};

/** A register did not answer, answered with an error, or hides the data. Nothing is known about the company then. */
export class RegisterUnavailable extends Error {
  constructor(name: RegisterName, reason: string, options?: ErrorOptions) {
    super(`${name}: ${reason}`, options);
    this.name = 'RegisterUnavailable';
  }
}

/** How long a form waits for one register. */
export const answerMs = 4_000;
/** Answers have some 2,000 bytes. */
const mostBytes = 200_000;

/** The JSON at an address. Throws RegisterUnavailable for anything but 200 with JSON of at most 200,000 bytes. */
export async function readJson(name: RegisterName, url: string): Promise<unknown> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(answerMs), redirect: 'error' });
    if (!answer.ok) throw new RegisterUnavailable(name, `status ${answer.status}`);
    return JSON.parse(await shortText(name, answer));
  } catch (error) {
    if (error instanceof RegisterUnavailable) throw error;
    throw new RegisterUnavailable(name, 'no answer', { cause: error });
  }
}

async function shortText(name: RegisterName, answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new RegisterUnavailable(name, `an answer of more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** One line of text, at most `longest` characters; undefined when nothing is left of it. */
export function oneLine(text: unknown, longest: number): string | undefined {
  if (typeof text !== 'string') return undefined;
  const line = text
    .replace(/\s*[\r\n]+\s*/g, ', ')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .trim();
  return line === '' || /^-+$/.test(line) ? undefined : line;
}

/** The company of these texts. Throws RegisterUnavailable when the register shows no name or no address. */
export function companyOf(register: RegisterName, nip: string, texts: { name: unknown; address: unknown }): Company {
  // The bounds of an invoice's buyer (contract/invoices.ts).
  const name = oneLine(texts.name, 256);
  const address = oneLine(texts.address, 200);
  if (!name || !address) throw new RegisterUnavailable(register, 'the register hides name or address');
  return { nip, name, address };
}
