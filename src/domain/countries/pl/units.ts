import type { Language } from '../../format.ts';

type Foreign = Exclude<Language, 'pl'>;

/** Names of Polish units, which are spelled as tills do, in lower case and without dots. Others stay as they are. */
const names = new Map(
  (
    [
      [{ en: 'pcs', uk: 'шт.' }, 'szt', 'sztuka', 'sztuki', 'sztuk'],
      [{ en: 'pack', uk: 'уп.' }, 'op', 'opak', 'opakowanie', 'opakowania', 'opakowań', 'paczka', 'pacz'],
      [{ en: 'set', uk: 'компл.' }, 'kpl', 'komplet', 'zest', 'zestaw'],
      [{ en: 'pair', uk: 'пара' }, 'par', 'para', 'pary'],
      [{ en: 'bottle', uk: 'пл.' }, 'but', 'butelka'],
      [{ en: 'can', uk: 'банка' }, 'pusz', 'puszka'],
      [{ en: 'roll', uk: 'рулон' }, 'rol', 'rolka'],
      [{ en: 'kg', uk: 'кг' }, 'kg'],
      [{ en: 'g', uk: 'г' }, 'g'],
      [{ en: 'l', uk: 'л' }, 'l', 'litr'],
      [{ en: 'ml', uk: 'мл' }, 'ml'],
      [{ en: 'm', uk: 'м' }, 'mb', 'm'],
      [{ en: 'cm', uk: 'см' }, 'cm'],
      [{ en: 'm²', uk: 'м²' }, 'm2', 'm²'],
      [{ en: 'm³', uk: 'м³' }, 'm3', 'm³'],
      [{ en: 'service', uk: 'послуга' }, 'usł', 'usługa'],
    ] as const
  ).flatMap(([name, ...polish]) => polish.map((unit): [string, Record<Foreign, string>] => [unit, name])),
);

/** A till's unit as a document or a page in this language prints it: "szt." is "pcs" in English, "шт." in Ukrainian. */
export function unitName(unit: string, language: Language): string {
  if (language === 'pl') return unit;
  return names.get(unit.trim().toLowerCase().replaceAll('.', ''))?.[language] ?? unit;
}

/** Units that are counted, spelled as tills do, in lower case and without dots. */
const pieceUnits = new Set(
  [
    ['szt', 'sztuka', 'sztuki', 'sztuk', 'pcs', 'pc', 'piece', 'pieces', 'ea', 'each'],
    ['op', 'opak', 'opakowanie', 'opakowania', 'opakowań', 'paczka', 'pacz', 'pack', 'pak', 'blister', 'torebka'],
    ['kpl', 'komplet', 'komplety', 'kompletów', 'set', 'zest', 'zestaw', 'para', 'pary', 'par', 'pair', 'pairs'],
    ['but', 'butelka', 'puszka', 'pusz', 'słoik', 'karton', 'kart', 'wiadro', 'worek', 'skrzynka', 'tuba', 'zgrz'],
    ['rolka', 'rol', 'ark', 'arkusz', 'ryza', 'egz', 'paleta', 'bochenek', 'pęczek', 'bilet', 'bon'],
  ].flat(),
);

/** Whether goods in this unit are sold in whole numbers; "szt.", "Szt" and "SZT" are the same unit. */
export function isPieceUnit(unit: string): boolean {
  return pieceUnits.has(unit.trim().toLowerCase().replaceAll('.', ''));
}
