/** An XML element's content: text, child elements in the order written, or one element that repeats. */
export type Content = string | Elements | readonly (string | Elements)[] | undefined;

/**
 * Child elements by name, in the order written; undefined ones are left out. A name that starts with @ is an attribute, and
 * `#` is the text beside attributes.
 */
export type Elements = { readonly [name: string]: Content };
