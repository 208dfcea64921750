/** Sentences for when the server gave none: the start page loads only these. */
export const noAnswerPl = {
  internal: 'Coś poszło nie tak po naszej stronie. Spróbuj ponownie za chwilę.',
  unavailable: 'Serwis chwilowo nie odpowiada. Spróbuj ponownie za chwilę.',
  offline: 'Brak połączenia z internetem. Nic nie przepadło: spróbuj ponownie, gdy wróci zasięg.',
  timeout: 'Odpowiedź nie przyszła na czas. Nic nie przepadło: spróbuj ponownie.',
};
