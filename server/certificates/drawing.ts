import type { Drawing } from './service.ts';
export async function drawCertificate(drawing: Drawing): Promise<Uint8Array> {
  throw new Error(drawing.verificationUrl);
}
