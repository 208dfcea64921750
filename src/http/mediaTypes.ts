import { Type } from 'typebox';

/** A body that is no JSON, as the contract describes it; nothing checks or rewrites its bytes. */
export function ofMediaType(mediaTypes: readonly string[], description: string) {
  const schema = Type.Unsafe<unknown>({ description });
  return { description, content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }])) };
}
