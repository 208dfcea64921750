/** How a shopper's accountant gets her invoices: each as soon as it is made, or a month's invoices on the 1st. */
export const accountantModes = ['each', 'month'] as const;

export type AccountantMode = (typeof accountantModes)[number];
