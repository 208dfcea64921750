const words = (list: string) => new Set(list.split(' '));

/** Elements without an end tag. */
export const voidElements = words('br hr img col wbr');

/** The elements of a layout. None of them runs, loads, embeds, posts or reaches outside the body. */
export const htmlElements = words(
  'a abbr address article aside b bdi blockquote br caption center cite code col colgroup dd dfn div dl dt em figcaption ' +
    'figure footer h1 h2 h3 h4 h5 h6 header hr i img kbd li main mark nav ol p pre q s samp section small span strong style ' +
    'sub sup table tbody td tfoot th thead time tr u ul var wbr',
);

const htmlAttributes = words(
  'abbr align alt aria-describedby aria-hidden aria-label aria-labelledby bgcolor border cellpadding cellspacing class colspan ' +
    'datetime dir headers height hidden href id lang role rowspan scope span src start style title translate type valign value width',
);

/**
 * Shapes and paint only: no element loads, links, animates, scripts or repeats (`use` can multiply a drawing endlessly).
 * In lower case, like the attributes below.
 */
export const svgElements = words(
  'svg g path rect circle ellipse line polyline polygon title desc defs lineargradient radialgradient stop clippath',
);

/** Elements that describe a drawing: the only text in it. */
export const svgTexts = words('title desc');

/** Values are checked separately. */
export const svgAttributes = words(
  'xmlns version viewbox preserveaspectratio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform fill fill-rule ' +
    'fill-opacity clip-rule clip-path stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray ' +
    'stroke-dashoffset stroke-opacity opacity color gradientunits gradienttransform spreadmethod offset stop-color stop-opacity ' +
    'clippathunits',
);

export const isAttribute = (name: string) =>
  htmlAttributes.has(name) || svgAttributes.has(name) || /^data-[a-z0-9-]+$/.test(name);

/** Attributes that may contain a `{{field}}`: text for readers, and names for the stylesheet. */
export const takesMustache = (name: string) =>
  /^(abbr|alt|aria-label|class|datetime|lang|title|data-[a-z0-9-]+)$/.test(name);

/** `url(#mark)` refers to a part of the drawing; any other url is refused. */
export function isSafePaint(value: string): boolean {
  return !/[\\&<]/.test(value) && (!/url\s*\(|:/i.test(value) || /^url\(#[\w-]+\)$/.test(value.trim()));
}
