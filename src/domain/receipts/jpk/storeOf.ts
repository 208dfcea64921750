import type { PushedReceipt } from '../pushedReceipt.ts';
import type { KasaParagon } from './kasaParagon.ts';

/** Longest code of a store. */
const longest = 20;

/** The register knows no store code. Without one from the sender the code is made of the address: "00-001-HANDLOWA-1". */
export function storeOf(
  { ulica, nrDomu, nrLok, kodPoczt, miejsc }: KasaParagon['dokument']['podmiot1']['adresPod'],
  name: string | undefined,
  given: string | undefined,
): PushedReceipt['store'] {
  const house = [nrDomu, nrLok].filter(Boolean).join('/');
  const street = [ulica ?? miejsc, house].filter(Boolean).join(' ');
  const end = plain(house) === '' ? '' : `-${plain(house)}`;
  const start = `${plain(kodPoczt)}-${plain(ulica ?? miejsc)}`.slice(0, longest - end.length).replace(/-+$/, '');
  return {
    code: given ?? `${start}${end}`.replace(/^-+/, '').slice(0, longest),
    ...(name === undefined ? {} : { name: `${name}, ${street}`.slice(0, 120) }),
    address: `${street}, ${kodPoczt} ${miejsc}`.slice(0, 200),
  };
}

/** Letters without accents, digits and hyphens. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁ]/g, 'L')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
