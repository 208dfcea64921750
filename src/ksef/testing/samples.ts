import { readdirSync, readFileSync } from 'node:fs';

export type SampleFolder = 'official' | 'invalid' | 'own';

/** Names of the XML files of a folder. */
export function sampleNames(folder: SampleFolder): string[] {
  return readdirSync(new URL(`./${folder}/`, import.meta.url)).filter((name) => name.endsWith('.xml'));
}

export function sample(folder: SampleFolder, name: string): Buffer {
  return readFileSync(new URL(`./${folder}/${name}`, import.meta.url));
}
