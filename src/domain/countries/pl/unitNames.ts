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
      [{ en: 'm', uk: 'м' }, 'mb'],
      [{ en: 'service', uk: 'послуга' }, 'usł', 'usługa'],
    ] as const
  ).flatMap(([name, ...polish]) => polish.map((unit): [string, Record<Foreign, string>] => [unit, name])),
);

/** A till's unit as a document or a page in this language prints it: "szt." is "pcs" in English, "шт." in Ukrainian. */
export function unitName(unit: string, language: Language): string {
  if (language === 'pl') return unit;
  return names.get(unit.trim().toLowerCase().replaceAll('.', ''))?.[language] ?? unit;
}
