/** A body that names 5,000 lines. */
export const selectionBytes = 2 * 1024 * 1024;
