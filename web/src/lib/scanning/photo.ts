import { openDetector } from './detector.ts';
import { NotAPicture } from './notAPicture.ts';

// Medium sizes give the best results: noise disappears and the modules stay. The largest size is tried last.
const longestSides = [1600, 1000, 2800];

/** The code in a photo of a receipt, or undefined when none is found. Throws NotAPicture. */
export async function readPhoto(file: Blob, legacy: boolean): Promise<string | undefined> {
  const detector = openDetector(legacy);
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new NotAPicture();
  });
  try {
    for (const longest of sidesFor(picture)) {
      const [found] = await detector.detect(scaled(picture, longest));
      if (found) return found.rawValue;
    }
    return undefined;
  } finally {
    picture.close();
  }
}

function sidesFor(picture: ImageBitmap): number[] {
  const own = Math.max(picture.width, picture.height);
  // Small photos are read once, in their own size.
  return [...new Set(longestSides.map((longest) => Math.min(longest, own)))];
}

function scaled(picture: ImageBitmap, longest: number): ImageData {
  const scale = longest / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new NotAPicture();
  pen.drawImage(picture, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}
