import { Type } from 'typebox';

/** A body that is not JSON, for the contract only; no schema checks or changes its bytes. */
export function ofMediaType(mediaTypes: readonly string[], description: string) {
  const schema = Type.Unsafe<unknown>({ description });
  return { description, content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }])) };
}
