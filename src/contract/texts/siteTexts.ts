import { type Static, Type } from 'typebox';
import { longestSiteText, siteTextKinds } from '../../domain/chains/siteTexts.ts';
import { Instant, Language, Shape } from '../common.ts';

export const SiteTextKind = Type.Enum([...siteTextKinds]);
export const SiteTextName = Shape({ kind: SiteTextKind, language: Language });
export type SiteTextName = Static<typeof SiteTextName>;

/** A text as visitors see it, with the chain's facts in it. Version 0 is the platform's default. */
export const ShownSiteText = Shape({
  version: Type.Integer(),
  publishedAt: Type.Optional(Instant),
  /** Paragraphs, `## headings`, `- lists`, `**bold**` and `[links](/path)`. HTML is shown as text. */
  text: Type.String(),
});
export type ShownSiteText = Static<typeof ShownSiteText>;

/** A text as its editor sees it: the source with `{seller}` and the like, and all versions, newest first. */
export const SiteTextOut = Shape({
  version: Type.Integer(),
  source: Type.String(),
  /** Values for the preview. */
  facts: Type.Record(Type.String(), Type.String()),
  /** The default is the last one, with version 0 and neither time nor author. */
  versions: Type.Array(
    Shape({
      version: Type.Integer(),
      source: Type.String(),
      publishedAt: Type.Optional(Instant),
      publishedBy: Type.Optional(Type.String()),
    }),
  ),
});
export type SiteTextOut = Static<typeof SiteTextOut>;

/** `version` is the one that the edit began from; another one in force gives `template.stale`. */
export const PublishSiteText = Shape({
  source: Type.String({ minLength: 1, maxLength: longestSiteText }),
  version: Type.Integer({ minimum: 0 }),
});
export const SiteTextPublished = Shape({ version: Type.Integer() });
