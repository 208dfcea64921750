/** Polish and English words that label an amount, a party or a date. They are matched in lower case. */
const words = {
  due: /do zap[łl]at|nale[żz]no[śs][ćc]|p[łl]atno[śs]|razem do|suma do|amount due|total due|to pay|payable|\bdue\b/,
  paid: /zap[łl]acono|op[łl]acono|wp[łl]acono|\bpaid\b/,
  pay: /zap[łl]a[ćc]|p[łl]a[ćc]|przela[ćc]|przelew|\bpay\b/,
  total: /razem|suma|og[óo][łl]em|[łl][ąa]cznie|total|sum\b/,
  net: /netto|\bnet\b|bez (podatku )?vat|excluding|excl\./,
  gross: /brutto|gross|\bz (podatkiem )?vat|including|incl\./,
  vat: /(?<!bez |bez podatku |z |z podatkiem )\bvat\b|podatek|podatku$|\btax\b(?! id)/,
  quantity: /ilo[śs][ćc]|quantity|\bqty\b|liczba/,
  price: /cena|price/,
  value: /warto[śs][ćc]|value|kwota|amount/,
  seller: /sprzedawc|sprzedaj[ąa]c|wystawca|wystawiaj[ąa]c|dostawca|seller|supplier|vendor|issuer/,
  buyer: /nabywc|kupuj[ąa]c|odbiorc|klient|buyer|customer|purchaser|bill to/,
  taxNumber: /\bnip\b|tax id|vat id|tax no/,
  issued: /wystawien|wystawion|issue date|issued|date of issue/,
  sold: /sprzeda[żz]y|sprzedano|dostaw[ya] |wykonan|sale date|date of sale|sold|supply date|date of supply/,
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
