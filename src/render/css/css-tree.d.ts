import 'css-tree';

/** What css-tree 3 exports and its published types leave out. */
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
