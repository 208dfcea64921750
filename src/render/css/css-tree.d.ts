import 'css-tree';

/** Exports of css-tree 3 that its published types lack. */
declare module 'css-tree' {
  export function tokenize(source: string, onToken: (type: number, start: number, end: number) => void): void;
  export const tokenTypes: {
    [name in
      | 'BadString'
      | 'BadUrl'
      | 'CDC'
      | 'CDO'
      | 'Comment'
      | 'Function'
      | 'LeftCurlyBracket'
      | 'LeftParenthesis'
      | 'LeftSquareBracket'
      | 'RightCurlyBracket'
      | 'RightParenthesis'
      | 'RightSquareBracket'
      | 'String']: number;
  };
}
