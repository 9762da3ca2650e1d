/** A real S3 server on loopback, whose bucket is a folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { PlaceAddress } from '../../server/backups/contract.ts';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';

export interface TestBucket {
  address: PlaceAddress & { kind: 'bucket' };
  /** Names of objects that were written, in order. */
  written: string[];
  /** Stops answering after so many more writes. */
  breakAfter(writes: number): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBucket(): Promise<TestBucket> {
  const folder = temporaryFolder('bucket');
  mkdirSync(join(folder.path, 'backups'));
  const port = await freePort();
  const written: string[] = [];
  let left = Number.POSITIVE_INFINITY;
  const make = () => {
    const server = new S3rver({ address: '127.0.0.1', port, directory: folder.path, silent: true });
    server.middleware.unshift(async (ctx, next) => {
      if (left <= 0) {
        ctx.req.destroy();
        return;
      }
      if (ctx.method === 'PUT') {
        left--;
        written.push(decodeURIComponent(ctx.path.replace('/backups/', '')));
      }
      await next();
    });
    return server;
  };
  let server = make();
  await server.run();
  return {
    address: {
      kind: 'bucket',
      endpoint: `http://127.0.0.1:${port}`,
      region: '',
      bucket: 'backups',
      prefix: 'northgate',
      access_key: 'S3RVER',
      secret_key: 'S3RVER',
    },
    written,
    breakAfter(writes) {
      left = writes;
    },
    pause: () => server.close(),
    async resume() {
      left = Number.POSITIVE_INFINITY;
      server = make();
      await server.run();
    },
    async stop() {
      await server.close().catch(() => {});
      folder.remove();
    },
  };
}
