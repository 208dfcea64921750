import type { BadField } from '../../problem.ts';
import { textOf, type XmlElement } from './xmlElement.ts';

/** Reads elements and collects what is missing or unreadable, so that all of it is answered at once. */
export type Reader = {
  errors: BadField[];
  refuse(pointer: string, code: string, params?: Record<string, unknown>): void;
  /** The text of the first of these children; '' when it is missing. */
  text(parent: XmlElement, pointer: string, ...names: string[]): string;
  /** The amount in the first of these children, in grosze; 0 when it is missing or unreadable. */
  amount(parent: XmlElement, pointer: string, ...names: string[]): number;
  /** The amount in the element itself. */
  own(element: XmlElement, pointer: string): number;
};

export function reader(): Reader {
  const errors: BadField[] = [];
  const read: Reader = {
    errors,
    refuse: (pointer, code, params) => void errors.push(params ? { pointer, code, params } : { pointer, code }),
    text(parent, pointer, ...names) {
      const text = textOf(parent, ...names);
      if (text === undefined) read.refuse(pointer, 'poslog.missing', { element: names[0] });
      return text ?? '';
    },
    amount(parent, pointer, ...names) {
      const text = read.text(parent, pointer, ...names);
      return text === '' ? 0 : parsed(text, `${pointer}/${names[0]}`, names[0]);
    },
    own: (element, pointer) => parsed(element.text, pointer, element.name),
  };
  function parsed(text: string, pointer: string, element: string | undefined): number {
    const minor = grosze(text);
    if (minor === undefined) read.refuse(pointer, 'poslog.number', { element });
    return minor ?? 0;
  }
  return read;
}

/** "12.3" is 1230; undefined for more than two places and for what is no number. */
function grosze(text: string): number | undefined {
  const match = /^(-?)0*(\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', places = ''] = match;
  const value = Number(whole) * 100 + Number(places.padEnd(2, '0'));
  return sign === '-' && value !== 0 ? -value : value;
}
