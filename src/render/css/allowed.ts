const words = (list: string) => new Set(list.split(' '));

/** Rules that load nothing and define nothing: no `@import`, `@font-face`, `@counter-style`, `@keyframes`. */
export const allowedRules = words(
  'media supports page container layer top-left-corner top-left top-center top-right top-right-corner bottom-left-corner ' +
    'bottom-left bottom-center bottom-right bottom-right-corner left-top left-middle left-bottom right-top right-middle right-bottom',
);

/** Functions that compute, colour, draw or move. `url()` has its own rule; no function here can fetch or run anything. */
export const allowedFunctions = words(
  'abs acos asin atan atan2 attr blur brightness calc circle clamp color color-mix conic-gradient contrast cos counter ' +
    'counters cubic-bezier drop-shadow ellipse env exp fit-content grayscale hsl hsla hue-rotate hwb hypot inset invert lab lch ' +
    'light-dark linear linear-gradient log matrix matrix3d max min minmax mod oklab oklch opacity path perspective polygon pow ' +
    'radial-gradient rect rem repeat repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba ' +
    'rotate rotate3d rotatex rotatey rotatez round saturate scale scale3d scalex scaley scalez selector sepia sign sin skew ' +
    'skewx skewy sqrt steps tan translate translate3d translatex translatey translatez var xywh -webkit-linear-gradient ' +
    '-webkit-radial-gradient',
);

/**
 * Refused properties that no invoice needs: two run scripts in old programs, one prints dots in place of text, one prints
 * text twice, and the emphasis marks print any character, even a digit, over each letter.
 */
export const refusedProperties = words(
  'behavior -moz-binding -webkit-text-security -webkit-box-reflect text-emphasis text-emphasis-style -webkit-text-emphasis -webkit-text-emphasis-style',
);

/** Values that print letters and digits in another order than in the source. */
export const refusedWords = words('bidi-override isolate-override');
