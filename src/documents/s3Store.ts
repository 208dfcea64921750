import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { DocumentStore } from './documentStore.ts';
import { checkedKey } from './key.ts';

const connectMs = 5_000;
const requestMs = 30_000;

/** Documents in a bucket of S3 or of a compatible store. Credentials come from the AWS environment variables. */
export function openS3Store(url: URL): DocumentStore {
  const bucket = url.hostname;
  const prefix = url.pathname.replace(/^\/|\/$/g, '');
  const client = openClient(url.searchParams);
  const place = (key: string) => ({
    Bucket: bucket,
    Key: prefix === '' ? checkedKey(key) : `${prefix}/${checkedKey(key)}`,
  });

  return {
    async put(key, bytes) {
      await client.send(new PutObjectCommand({ ...place(key), Body: bytes, ContentLength: bytes.byteLength }));
    },

    async get(key) {
      try {
        const { Body: body } = await client.send(new GetObjectCommand(place(key)));
        if (!body) throw new Error('the document store answered without a body');
        return await body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand(place(key)));
    },
  };
}

function openClient(options: URLSearchParams): S3Client {
  const endpoint = options.get('endpoint');
  const region = options.get('region');
  return new S3Client({
    ...(endpoint && { endpoint }),
    ...(region && { region }),
    forcePathStyle: options.get('pathStyle') === 'true',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true },
    // Several self-hosted stores refuse the newer checksum trailers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
