/**
 * The version of the sentence above the button that issues: "…you accept the invoice in electronic form". Raise it when the
 * sentence changes its meaning in any language; each shopper's first press after that is kept again. Source: art. 106n.
 */
export const consentVersion = 1;
