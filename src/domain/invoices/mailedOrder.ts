/** The lines that an order for the button in a mail may name. The order is stored whole, and anyone may ask for a mail. */
export const mostMailedLines = 400;
