/** A place that is an S3-compatible bucket. The client is loaded when the first such place is opened: nobody else pays for it. */
import type * as Sdk from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { guardedAgents } from '../../platform/net/guarded.ts';
import { BackupTrouble } from '../trouble.ts';
import type { Store, Stored } from './store.ts';

export interface BucketAddress {
  /** `https://s3.example.org`. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Folder inside the bucket, without slashes at its ends; may be empty. */
  prefix: string;
  access_key: string;
  secret_key: string;
}

const REQUEST_MS = 60_000;
const CONNECT_MS = 10_000;
const MOST_SOCKETS = 50;

export async function openBucket(address: BucketAddress): Promise<Store> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = clientFor(sdk, address);
  const where = `${address.bucket} at ${new URL(address.endpoint).host}`;
  const { bucket: Bucket } = address;
  const base = address.prefix === '' ? '' : `${address.prefix}/`;
  const send = <T>(ask: () => Promise<T>): Promise<T> => ask().catch((error: unknown) => refused(error, where));
  const get = async (name: string) => {
    const answer = await send(() => client.send(new sdk.GetObjectCommand({ Bucket, Key: base + name })).catch(absent));
    return answer?.Body && Buffer.from(await send(() => answer.Body?.transformToByteArray() as Promise<Uint8Array>));
  };
  const put = async (name: string, bytes: Uint8Array, only?: '*') => {
    await send(() =>
      client.send(
        new sdk.PutObjectCommand({
          Bucket,
          Key: base + name,
          Body: bytes,
          ContentLength: bytes.length,
          IfNoneMatch: only,
        }),
      ),
    );
  };
  return {
    where,
    lanes: 4,
    get,
    put: (name, bytes) => put(name, bytes),
    async claim(name, bytes) {
      // Not every server knows the condition: whoever reads back what it wrote has won.
      if (await get(name)) return false;
      try {
        await put(name, bytes, '*');
      } catch (error) {
        const { $metadata } = ((error as Error).cause ?? {}) as { $metadata?: { httpStatusCode?: number } };
        if ([409, 412].includes($metadata?.httpStatusCode ?? 0)) return false;
        throw error;
      }
      return (await get(name))?.equals(bytes) ?? false;
    },
    list: folder => listAll(sdk, client, { Bucket, base, folder, where }),
    async remove(name) {
      await send(() => client.send(new sdk.DeleteObjectCommand({ Bucket, Key: base + name })));
    },
    settle: () => Promise.resolve(),
    // An object is there whole or not at all.
    tidy: () => Promise.resolve(0),
    room: () => Promise.resolve(null),
    close: () => client.destroy(),
  };
}

function clientFor({ S3Client: Client }: typeof Sdk, address: BucketAddress): S3Client {
  // A store on the own network, or on this very machine, is what many have.
  const { http: httpAgent, https: httpsAgent } = guardedAgents('anywhere', {
    keepAlive: true,
    maxSockets: MOST_SOCKETS,
  });
  return new Client({
    endpoint: address.endpoint,
    region: address.region || 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: address.access_key, secretAccessKey: address.secret_key },
    maxAttempts: 4,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { requestTimeout: REQUEST_MS, connectionTimeout: CONNECT_MS, httpAgent, httpsAgent },
  });
}

async function* listAll(
  sdk: typeof Sdk,
  client: S3Client,
  { Bucket, base, folder, where }: { Bucket: string; base: string; folder: string; where: string },
): AsyncIterable<Stored> {
  let ContinuationToken: string | undefined;
  const Prefix = base + (folder === '' ? '' : `${folder}/`);
  do {
    const page = await client
      .send(new sdk.ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
      .catch((error: unknown) => refused(error, where));
    for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
      yield { name: Key.slice(base.length), bytes: Size, at: LastModified?.getTime() ?? 0 };
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (ContinuationToken);
}

function absent(error: unknown): undefined {
  const { name } = error as Error;
  if (name !== 'NoSuchKey' && name !== 'NotFound') throw error;
  return undefined;
}

function refused(error: unknown, where: string): never {
  if (error instanceof BackupTrouble) throw error;
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (name === 'NoSuchBucket')
    throw new BackupTrouble('place-missing', `There is no bucket ${where}.`, 'Correct the name of the bucket.', error);
  if (status === 401 || status === 403)
    throw new BackupTrouble('place-refused', `${where} refuses the access key.`, 'Enter the access key again.', error);
  if (status === 507)
    throw new BackupTrouble('no-room', `There is no room left in ${where}.`, 'Free some space in the bucket.', error);
  throw new BackupTrouble(
    'place-missing',
    `${where} does not answer as it should: ${message || name}.`,
    'Check the connection and the address of the bucket.',
    error,
  );
}
