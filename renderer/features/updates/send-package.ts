/** Sends a package to the server, resumable (tus 1.0); the library is fetched when it is needed. */
import type { DetailedError } from 'tus-js-client';
import { credentials } from '../../platform/credentials.ts';

const CHUNK = 16 * 1024 * 1024;
const AGAIN_MS = [500, 2000, 5000];

/** Resolves when the server has taken it. Rejects with its reason; null when it gave none. */
export async function sendPackage(file: File, moved: (share: number) => void, signal: AbortSignal): Promise<void> {
  const { Upload } = await import('tus-js-client');
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/api/v1/updates/uploads',
      chunkSize: CHUNK,
      retryDelays: AGAIN_MS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name },
      async onBeforeRequest(request) {
        await credentials.freshen();
        for (const [name, value] of Object.entries(credentials.headers())) request.setHeader(name, value);
      },
      onProgress: (sent, total) => moved(total > 0 ? sent / total : 0),
      onSuccess: () => resolve(),
      onError: error => reject(new Error(reasonOf(error))),
    });
    signal.addEventListener('abort', () => void upload.abort().then(() => reject(new Error(''))), { once: true });
    upload.start();
  });
}

/** The person's sentence out of the server's answer; empty when there was none. */
function reasonOf(error: Error | DetailedError): string {
  const body = 'originalResponse' in error ? (error.originalResponse?.getBody() ?? '') : '';
  try {
    return (JSON.parse(body) as { errors?: { message?: string }[] }).errors?.[0]?.message ?? '';
  } catch {
    return '';
  }
}
