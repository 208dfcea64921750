/** A refusal with a code of the OpenAPI document, answered as 400. */
export class KsefError extends Error {
  readonly code: number;
  readonly details: string[];

  constructor(code: keyof typeof descriptions, ...details: string[]) {
    super(descriptions[code]);
    this.code = code;
    this.details = details;
  }
}

const descriptions = {
  9101: 'Nieprawidłowy dokument.',
  9102: 'Brak podpisu.',
  9103: 'Przekroczona liczba dozwolonych podpisów.',
  9105: 'Nieprawidłowy podpis.',
  21111: 'Nieprawidłowe wyzwanie autoryzacyjne.',
  21115: 'Nieprawidłowy certyfikat.',
  21117: 'Nieprawidłowy identyfikator podmiotu dla wskazanego typu kontekstu.',
  21155: 'Przekroczono dozwoloną liczbę faktur w sesji.',
  21157: 'Nieprawidłowy rozmiar części pakietu.',
  21161: 'Przekroczono dozwoloną liczbę części pakietu.',
  21164: 'Faktura o podanym identyfikatorze nie istnieje.',
  21166: 'Korekta techniczna niedostępna.',
  21167: 'Status faktury nie pozwala na korektę techniczną.',
  21173: 'Brak sesji o wskazanym numerze referencyjnym.',
  21178: 'Nie znaleziono UPO dla podanych kryteriów.',
  21180: 'Status sesji nie pozwala na wykonanie operacji.',
  21205: 'Pakiet nie może być pusty.',
  21208: 'Czas oczekiwania na requesty upload lub finish został przekroczony.',
  21301: 'Brak autoryzacji.',
  21304: 'Brak uwierzytelnienia.',
  21401: 'Dokument nie jest zgodny ze schemą (xsd).',
  21402: 'Nieprawidłowy rozmiar pliku.',
  21403: 'Nieprawidłowy skrót pliku.',
  21405: 'Błąd walidacji danych wejściowych.',
  21470: 'Przesłany identyfikator klucza jest nieznany lub wskazuje na wycofany klucz.',
} as const;

/** No valid token: 401. */
export class Unauthorized extends Error {
  constructor(detail = 'Wymagane jest uwierzytelnienie.') {
    super(detail);
  }
}

/** A valid token without the right: 403. */
export class Forbidden extends Error {
  readonly reasonCode = 'missing-permissions';
  readonly required: readonly string[];
  readonly present: readonly string[];

  constructor(required: readonly string[], present: readonly string[]) {
    super('Brak wymaganych uprawnień do wykonania operacji w bieżącym kontekście.');
    this.required = required;
    this.present = present;
  }
}

/** A limit is used up: 429 with Retry-After. */
export class TooManyRequests extends Error {
  readonly retryAfterSeconds: number;

  constructor(limit: string, retryAfterSeconds: number) {
    super(`Przekroczono limit ${limit}. Spróbuj ponownie po ${retryAfterSeconds} sekundach.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
