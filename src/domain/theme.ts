/** Colours of one scheme; each names a role, never a hue. All are #rrggbb. */
export type Palette = {
  brand: string;
  onBrand: string;
  accent: string;
  onAccent: string;
  surface: string;
  surfaceRaised: string;
  text: string;
  textMuted: string;
  line: string;
  danger: string;
  onDanger: string;
  success: string;
};

/** Families the platform ships; a theme cannot bring its own. */
export const fontFamilies = ['Nunito', 'Barlow', 'Barlow Condensed', 'Noto Sans'] as const;
export type FontFamily = (typeof fontFamilies)[number];

/** The design tokens that style page, mail and PDF alike: theme.json. */
export type Theme = {
  name: string;
  light: Palette;
  dark: Palette;
  font: { body: FontFamily; heading: FontFamily; headingWeight: 600 | 700 | 800 };
  /** Corner radius of controls in px. */
  radius: number;
  headingCase: 'none' | 'uppercase';
  /** How the site speaks: "ty" is informal, "neutral" is factual. */
  voice: 'ty' | 'neutral';
  /** Inline SVG of the logo, sanitised on save. */
  logo: string;
};
