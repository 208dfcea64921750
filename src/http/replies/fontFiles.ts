import { fontFamilies } from '../../domain/chains/theme.ts';
import { type Face, subsets } from '../../render/page/fonts.ts';

/** `/fonts/barlow-condensed-700-polish.woff2` */
export function fontPath(face: Face): string {
  return `/fonts/${fileOf(face)}`;
}

/** The face for a file name; undefined for an unknown name. */
export function faceOf(file: string): Face | undefined {
  const faces = fontFamilies.flatMap((family) =>
    ([400, 600, 700, 800] as const).flatMap((weight) => subsets.map((subset) => ({ family, weight, subset }))),
  );
  return faces.find((face) => fileOf(face) === file);
}

function fileOf({ family, weight, subset }: Face): string {
  return `${family.toLowerCase().replaceAll(' ', '-')}-${weight}-${subset}.woff2`;
}
