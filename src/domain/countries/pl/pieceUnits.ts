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
