import type { OfficialText } from './official.pl.ts';

export const officialEn: OfficialText = {
  since: (version, day) => `Version ${version}, in force since ${day}.`,
  byDefault: 'Standard version.',
  edit: {
    title: 'Texts of the site',
    lead: 'These pages are in the footer and wherever the site asks for data. Until you publish your own text, the standard one is shown. Have a lawyer check it.',
    kinds: 'Page',
    languages: 'Language',
    languageNames: { pl: 'Polish', en: 'English', uk: 'Ukrainian' },
    source: 'Text',
    hint: 'An empty line begins a paragraph, “## ” a heading, “- ” an item of a list. **Bold**, [link](/contact). The chain’s facts come from {chain}, {seller}, {nip}, {address}, {phone}, {email}, {url}; a line with an unknown fact is left out.',
    preview: 'Preview',
    publish: 'Publish',
    published: (version) => `Version ${version} is published.`,
    unchanged: 'This text is in force already.',
    stale: 'Somebody published another version. Copy your text and reload the page.',
    versions: 'Versions',
    version: (version) => (version === 0 ? 'Standard text' : `Version ${version}`),
    inForce: 'in force',
    take: 'Load',
    takeVersion: (version) => (version === 0 ? 'Load the standard text' : `Load version ${version}`),
  },
};
