import type { ReceiptFormats } from '../../../../../src/contract/receiptFormats.ts';

type Poslog = ReceiptFormats['poslog'];

/** The POSLog settings as typed: a row a tax group, and a line a till. */
export type PoslogForm = { taxIncluded: boolean; groups: GroupRow[]; tills: string };
export type GroupRow = { group: string; letter: string; rate: string };

export type GroupError = 'group' | 'letter' | 'percent' | 'twice';
export type TillsError = { kind: 'parts' | 'long' | 'number' | 'repeated'; row: number } | { kind: 'many' };
export type PoslogErrors = { groups: (GroupError | undefined)[]; tills?: TillsError };

const mostTills = 2_000;
const exempt = /^(zw\.?|exempt)$/i;
const uniqueNumber = /^[A-Za-z0-9][A-Za-z0-9/-]{0,19}$/;

export function poslogForm({ taxIncluded, taxGroups, tills }: Poslog): PoslogForm {
  return {
    taxIncluded,
    groups: taxGroups.map(({ group, letter, percent }) => ({ group, letter, rate: rateText(percent) })),
    tills: tills
      .map(({ store, workstation, uniqueNumber: number }) => `${store}; ${workstation}; ${number}`)
      .join('\n'),
  };
}

/** The settings, or what is wrong with each row and with the first wrong line. Lines are counted from 1. */
export function readPoslogForm(form: PoslogForm): { poslog: Poslog } | { errors: PoslogErrors } {
  const groups = form.groups.map((row) => readGroup(row));
  const groupErrors = groups.map((read, index) => {
    if (typeof read === 'string') return read;
    const isRepeated = groups.slice(0, index).some((other) => typeof other !== 'string' && other.group === read.group);
    return isRepeated ? ('twice' as const) : undefined;
  });
  const tills = readTills(form.tills);
  const taxGroups = groups.filter((read) => typeof read !== 'string');
  if (Array.isArray(tills) && groupErrors.every((error) => error === undefined))
    return { poslog: { taxIncluded: form.taxIncluded, taxGroups, tills } };
  return { errors: { groups: groupErrors, ...(Array.isArray(tills) ? {} : { tills }) } };
}

function rateText(percent: Poslog['taxGroups'][number]['percent']): string {
  return percent === 'exempt' ? 'zw' : String(percent).replace('.', ',');
}

function readGroup(row: GroupRow): Poslog['taxGroups'][number] | GroupError {
  const group = row.group.trim();
  const letter = row.letter.trim().toUpperCase();
  const percent = readPercent(row.rate);
  if (group === '' || group.length > 40) return 'group';
  if (!/^[A-Z]$/.test(letter)) return 'letter';
  return percent === undefined ? 'percent' : { group, letter, percent };
}

/** "23", "5,5 %" and "zw"; undefined for any other text. */
function readPercent(text: string): Poslog['taxGroups'][number]['percent'] | undefined {
  const rate = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (exempt.test(rate)) return 'exempt';
  return /^\d{1,3}(\.\d{1,2})?$/.test(rate) && Number(rate) <= 100 ? Number(rate) : undefined;
}

function readTills(text: string): Poslog['tills'] | TillsError {
  const tills: Poslog['tills'] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = index + 1;
    const [store = '', workstation = '', number = '', ...rest] = line.split(/[;\t]/).map((part) => part.trim());
    if (!store || !workstation || !number || rest.some(Boolean)) return { kind: 'parts', row };
    if (store.length > 40 || workstation.length > 40) return { kind: 'long', row };
    if (!uniqueNumber.test(number)) return { kind: 'number', row };
    const place = JSON.stringify([store, workstation]);
    if (seen.has(place)) return { kind: 'repeated', row };
    seen.add(place);
    tills.push({ store, workstation, uniqueNumber: number });
  }
  return tills.length > mostTills ? { kind: 'many' } : tills;
}
