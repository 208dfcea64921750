import type { Language } from '../../format.ts';

/** English names of Polish units, which are spelled as tills do, in lower case and without dots. Others stay as they are. */
const english = new Map(
  [
    ['pcs', 'szt', 'sztuka', 'sztuki', 'sztuk'],
    ['pack', 'op', 'opak', 'opakowanie', 'opakowania', 'opakowań', 'paczka', 'pacz'],
    ['set', 'kpl', 'komplet', 'zest', 'zestaw'],
    ['pair', 'par', 'para', 'pary'],
    ['bottle', 'but', 'butelka'],
    ['can', 'pusz', 'puszka'],
    ['roll', 'rol', 'rolka'],
    ['m', 'mb'],
    ['service', 'usł', 'usługa'],
  ].flatMap(([name = '', ...polish]) => polish.map((unit) => [unit, name] as const)),
);

/** A till's unit as a document or a page in this language prints it: "szt." is "pcs" in English. */
export function unitName(unit: string, language: Language): string {
  if (language === 'pl') return unit;
  return english.get(unit.trim().toLowerCase().replaceAll('.', '')) ?? unit;
}
