import { contrastOfGreys } from '../../../domain/contrast.ts';
import type { Form } from './pathForm.ts';
import type { Box } from './printedPages.ts';

/** Records what a page paints, in order, to decide whether all its text is certain to be seen without drawing the page. */
export type PaintOrder = {
  /** Records text. Anything painted over this box afterwards makes the page uncertain. */
  text(box: Box, colour: readonly number[], alpha: number): void;
  fill(box: Box, form: Form, colour: readonly number[], alpha: number): void;
  /** Records a line of this width, in points, along the edges of a box or along another shape. */
  stroke(box: Box, form: Form, width: number): void;
  picture(box: Box): void;
  clip(box: Box, form: Form): void;
  popClip(): void;
  /** The part of a box that is inside all clips. */
  clipped(box: Box): Box;
  /** Records a mask, group, shading or pattern. Only drawing shows their effect, so the page becomes uncertain. */
  special(): void;
  /** Whether all text is certain to be seen: on one plain background, with contrast, neither clipped nor painted over. */
  isPlain(): boolean;
};

type Ground = { box: Box; round: number; light: number };

/** Smallest contrast ratio of text that is certain to be seen. Source: WCAG 2.2, where body text needs 4.5. */
const leastContrast = 2.2;
const white = 1;

export function openPaintOrder(): PaintOrder {
  const texts: Box[] = [];
  const grounds: Ground[] = [];
  const uncertain: Box[] = [];
  const clips: { box: Box; form: Form }[] = [];
  let isPlain = true;
  const markUncertain = () => {
    isPlain = false;
  };

  /** Whether a box meets text that is already painted. */
  const touchesText = (box: Box) => texts.some((text) => touches(text, box));

  function groundOf(text: Box): number | undefined {
    if (uncertain.some((box) => touches(box, text))) return undefined;
    const last = grounds.findLast(({ box }) => touches(box, text));
    if (!last) return white;
    return holdsRound(last, text) ? last.light : undefined;
  }

  return {
    text(box, colour, alpha) {
      const light = lightOf(colour);
      const ground = groundOf(box);
      const isClipped = clips.some(({ box: [left, top, right, bottom], form }) => {
        const edge: Box = [left - bearing, top, right + bearing, bottom];
        return form === 'other' || !holdsRound({ box: edge, round: form.round }, box);
      });
      const hasContrast =
        light !== undefined && ground !== undefined && contrastOfGreys(light, ground) >= leastContrast;
      if (alpha < 1 || isClipped || !hasContrast) markUncertain();
      texts.push(box);
    },
    fill(box, form, colour, alpha) {
      const light = lightOf(colour);
      if (touchesText(box)) markUncertain();
      if (form !== 'other' && alpha === 1 && light !== undefined) grounds.push({ box, round: form.round, light });
      else uncertain.push(box);
    },
    stroke(box, form, width) {
      const edges = form === 'other' ? [box] : edgesOf(box, Math.max(form.round, width / 2));
      if (edges.some(touchesText)) markUncertain();
      uncertain.push(...edges);
    },
    picture(box) {
      if (touchesText(box)) markUncertain();
      uncertain.push(box);
    },
    clip: (box, form) => {
      clips.push({ box, form });
    },
    popClip: () => {
      clips.pop();
    },
    clipped: (box) => clips.reduce((inner, clip) => overlap(inner, clip.box), box),
    special: markUncertain,
    isPlain: () => isPlain,
  };
}

/** Empty space at the sides of a letter, in points, that a clip may cut off. */
const bearing = 0.8;
/** Overlap of two boxes, in points, that still counts as not touching. */
const slack = 0.3;

function touches([left, top, right, bottom]: Box, other: Box): boolean {
  return left < other[2] - slack && right > other[0] + slack && top < other[3] - slack && bottom > other[1] + slack;
}

function holds([left, top, right, bottom]: Box, inner: Box): boolean {
  return left < inner[0] + slack && right > inner[2] - slack && top < inner[1] + slack && bottom > inner[3] - slack;
}

function overlap(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** Whether a text lies inside a box and clear of its round corners. */
function holdsRound({ box, round }: Pick<Ground, 'box' | 'round'>, text: Box): boolean {
  const [left, top, right, bottom] = box;
  if (!holds(box, text)) return false;
  return (
    holds([left + round, top, right - round, bottom], text) || holds([left, top + round, right, bottom - round], text)
  );
}

/** Four strips along the edges of a box, `half` points wide to each side and at least 0.5. */
function edgesOf([left, top, right, bottom]: Box, half: number): Box[] {
  const far = Math.max(half, 0.5);
  return [
    [left - far, top - far, right + far, top + far],
    [left - far, bottom - far, right + far, bottom + far],
    [left - far, top - far, left + far, bottom + far],
    [right - far, top - far, right + far, bottom + far],
  ];
}

/** Luminance from 0 to 1 of a grey or RGB colour, which Chromium writes; undefined for other colour spaces. */
function lightOf(colour: readonly number[]): number | undefined {
  const [red, green = red, blue = red] = colour;
  if (red === undefined || green === undefined || blue === undefined || colour.length === 4) return undefined;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
