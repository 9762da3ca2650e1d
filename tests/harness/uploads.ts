/** Uploading over real HTTP, by hand, so that tests may do every step wrongly. */
import { readFileSync } from 'node:fs';
import type { Answer, Caller } from './academy.ts';

export const TUS = { 'tus-resumable': '1.0.0' };

/** `Upload-Metadata` of the protocol: keys and values in base64. */
export function metadata(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

export interface Sent {
  /** Of the tus upload. */
  id: string;
  status: number;
  text: string;
}

/** Begins an upload; `id` is empty when that is refused. */
export async function begin(
  who: Caller,
  size: number,
  values: Record<string, string>,
): Promise<Answer & { id: string }> {
  const headers = { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata(values) };
  const answer = await who.request('POST', '/uploads', undefined, headers);
  return { ...answer, id: answer.headers.get('location')?.split('/').at(-1) ?? '' };
}

export async function patch(
  origin: string,
  who: Caller,
  id: string,
  offset: number,
  bytes: Uint8Array,
): Promise<Response> {
  return fetch(`${origin}/api/v1/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      ...TUS,
      authorization: `Bearer ${who.token}`,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: Buffer.from(bytes),
  });
}

/** Uploads in one piece. Answers with the status of the first step that failed, or of the last one. */
export async function send(
  origin: string,
  who: Caller,
  filename: string,
  bytes: Uint8Array,
  more: Record<string, string> = {},
): Promise<Sent> {
  const begun = await begin(who, bytes.length, { filename, ...more });
  if (begun.status !== 201) return { id: '', status: begun.status, text: begun.text };
  const answer = await patch(origin, who, begun.id, 0, bytes);
  return { id: begun.id, status: answer.status, text: await answer.text() };
}

/** Uploads and answers the content file. */
export async function upload(
  origin: string,
  who: Caller,
  filename: string,
  bytes: Uint8Array | string,
  more: Record<string, string> = {},
  // biome-ignore lint: tests know the shape
): Promise<any> {
  const body = typeof bytes === 'string' ? readFileSync(bytes) : bytes;
  const sent = await send(origin, who, filename, body, more);
  if (sent.status !== 204) throw new Error(`${filename}: ${sent.status} ${sent.text}`);
  return (await who.get(`/uploads/${sent.id}/file`)).data;
}
