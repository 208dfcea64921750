/** Polish, English and Ukrainian words that label an amount, a party or a date. They are matched in lower case. */
const words = {
  due: /do zap[łl]at|nale[żz]no[śs][ćc]|p[łl]atno[śs]|razem do|suma do|amount due|total due|to pay|payable|\bdue\b|до (сплати|оплати)/,
  paid: /zap[łl]acono|op[łl]acono|wp[łl]acono|\bpaid\b|сплачено|оплачено/,
  pay: /zap[łl]a[ćc]|p[łl]a[ćc]|przela[ćc]|przelew|\bpay\b|(с|о)платити|переказ/,
  total: /razem|suma|og[óo][łl]em|[łl][ąa]cznie|total|sum\b|разом|усього/,
  net: /netto|\bnet\b|bez (podatku )?vat|excluding|excl\.|нетто|без (vat|пдв)/,
  gross: /brutto|gross|\bz (podatkiem )?vat|including|incl\.|брутто|(^|\s)з (vat|пдв)/,
  vat: /(?<!bez |bez podatku |z |z podatkiem |без |з )\bvat\b|podatek|podatku$|\btax\b(?! id)|податок/,
  quantity: /ilo[śs][ćc]|quantity|\bqty\b|liczba|кількість/,
  price: /cena|price|ціна/,
  value: /warto[śs][ćc]|value|kwota|amount|вартість|сума/,
  seller: /sprzedawc|sprzedaj[ąa]c|wystawca|wystawiaj[ąa]c|dostawca|seller|supplier|vendor|issuer|продавець|продавц/,
  buyer: /nabywc|kupuj[ąa]c|odbiorc|klient|buyer|customer|purchaser|bill to|покупець|покупц/,
  taxNumber: /\bnip\b|tax id|vat id|tax no/,
  issued: /wystawien|wystawion|issue date|issued|date of issue|виставлен/,
  sold: /sprzeda[żz]y|sprzedano|dostaw[ya] |wykonan|sale date|date of sale|sold|supply date|date of supply|продажу|продано/,
} as const;

export type Meaning = keyof typeof words;

const known = new Map<string, ReadonlySet<Meaning>>();

/** The meanings of a text. Results are cached, as a layout repeats its labels on every invoice. */
export function meaningsOf(text: string): ReadonlySet<Meaning> {
  const cached = known.get(text);
  if (cached) return cached;
  const lower = text.toLowerCase().replace(/\s+/g, ' ');
  const found = new Set((Object.keys(words) as Meaning[]).filter((meaning) => words[meaning].test(lower)));
  if (known.size < 5_000) known.set(text, found);
  return found;
}

export function means(text: string, meaning: Meaning): boolean {
  return meaningsOf(text).has(meaning);
}
