import { contrastOfGreys } from '../../../domain/contrast.ts';
import type { Form } from './pathForm.ts';
import type { Box } from './printedPages.ts';

/** What a page paints, as far as it tells whether text is seen without a look at the drawn page. */
export type PaintOrder = {
  /** Text; nothing that is painted afterwards may touch it. */
  text(box: Box, colour: readonly number[], alpha: number): void;
  fill(box: Box, form: Form, colour: readonly number[], alpha: number): void;
  /** A line of this width along the edges of a box, or along another shape. */
  stroke(box: Box, form: Form, width: number): void;
  picture(box: Box): void;
  clip(box: Box, form: Form): void;
  popClip(): void;
  /** What of a box is inside all clips. */
  clipped(box: Box): Box;
  /** Masks, groups, shadings, patterns: what they show is only told by drawing them. */
  special(): void;
  /** Whether every text is certain to be seen: on one plain ground, with contrast, not clipped, not touched by anything else. */
  isPlain(): boolean;
};

type Ground = { box: Box; round: number; light: number };

/** Contrast ratio of the palest text that passes without a look; body text needs 4.5. Source: WCAG 2.2. */
const leastContrast = 2.2;
const white = 1;

export function openPaintOrder(): PaintOrder {
  const texts: Box[] = [];
  const grounds: Ground[] = [];
  const uncertain: Box[] = [];
  const clips: { box: Box; form: Form }[] = [];
  let isPlain = true;
  const doubt = () => {
    isPlain = false;
  };

  /** Whether something is painted over a text that stands there. */
  const touchesText = (box: Box) => texts.some((text) => meet(text, box));

  function groundOf(text: Box): number | undefined {
    if (uncertain.some((box) => meet(box, text))) return undefined;
    const last = grounds.findLast(({ box }) => meet(box, text));
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
      const stands = light !== undefined && ground !== undefined && contrastOfGreys(light, ground) >= leastContrast;
      if (alpha < 1 || isClipped || !stands) doubt();
      texts.push(box);
    },
    fill(box, form, colour, alpha) {
      const light = lightOf(colour);
      if (touchesText(box)) doubt();
      if (form !== 'other' && alpha === 1 && light !== undefined) grounds.push({ box, round: form.round, light });
      else uncertain.push(box);
    },
    stroke(box, form, width) {
      const edges = form === 'other' ? [box] : edgesOf(box, Math.max(form.round, width / 2));
      if (edges.some(touchesText)) doubt();
      uncertain.push(...edges);
    },
    picture(box) {
      if (touchesText(box)) doubt();
      uncertain.push(box);
    },
    clip: (box, form) => {
      clips.push({ box, form });
    },
    popClip: () => {
      clips.pop();
    },
    clipped: (box) => clips.reduce((inner, clip) => overlap(inner, clip.box), box),
    special: doubt,
    isPlain: () => isPlain,
  };
}

/** Letters have so much room at their sides, in points: a clip may cut that off. */
const bearing = 0.8;
/** A box may reach so far into another without touching what is printed there, in points. */
const slack = 0.3;

function meet([left, top, right, bottom]: Box, other: Box): boolean {
  return left < other[2] - slack && right > other[0] + slack && top < other[3] - slack && bottom > other[1] + slack;
}

function holds([left, top, right, bottom]: Box, inner: Box): boolean {
  return left < inner[0] + slack && right > inner[2] - slack && top < inner[1] + slack && bottom > inner[3] - slack;
}

function overlap(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

/** Whether a text stands in a box and beside its round corners. */
function holdsRound({ box, round }: Pick<Ground, 'box' | 'round'>, text: Box): boolean {
  const [left, top, right, bottom] = box;
  if (!holds(box, text)) return false;
  return (
    holds([left + round, top, right - round, bottom], text) || holds([left, top + round, right, bottom - round], text)
  );
}

/** Strips along the edges of a box, so far to both sides. */
function edgesOf([left, top, right, bottom]: Box, half: number): Box[] {
  const far = Math.max(half, 0.5);
  return [
    [left - far, top - far, right + far, top + far],
    [left - far, bottom - far, right + far, bottom + far],
    [left - far, top - far, left + far, bottom + far],
    [right - far, top - far, right + far, bottom + far],
  ];
}

/** Grey or RGB, as Chromium writes them, as one value from 0 to 1; undefined for anything else. */
function lightOf(colour: readonly number[]): number | undefined {
  const [red, green = red, blue = red] = colour;
  if (red === undefined || green === undefined || blue === undefined || colour.length === 4) return undefined;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
