declare module 'subset-font' {
  type Options = {
    targetFormat?: 'woff2' | 'woff' | 'truetype';
    keepFeatures?: readonly string[];
    dropTables?: readonly string[];
    keepAllGlyphs?: boolean;
    noHinting?: boolean;
  };
  /** Keeps the glyphs of `text`, or all of them with `keepAllGlyphs`. */
  export default function subsetFont(font: Uint8Array, text: string | undefined, options: Options): Promise<Uint8Array>;
}
