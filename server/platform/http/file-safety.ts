/** How files that people brought are handed out, so that a browser never takes one for a page of ours. */
import type { Bytes } from './routes.ts';

/** Shown where they are; anything else is saved. None of these runs a script in a browser of today. */
const SHOWN = new Set([
  'application/pdf',
  'application/x-apple-aspen-config',
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/markdown',
  'text/plain',
  'text/vtt',
]);

/** No script, no frame around it, no address of ours, whatever a browser makes of it. */
const FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
/** Browsers show no PDF in a sandbox; their viewers run apart from the page, and scripts stay forbidden. */
const PDF_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of an answer that is a file. `Content-Disposition` names it by RFC 6266. */
export function fileHeaders({ type, name, inline }: Pick<Bytes, 'type' | 'name' | 'inline'>): Record<string, string> {
  const plain = type.replace(/;.*$/s, '').trim().toLowerCase();
  const shown = inline && (SHOWN.has(plain) || /^(audio|video)\/[\w.+-]+$/.test(plain));
  return {
    'Content-Type': type,
    'Content-Disposition': disposition(name, shown),
    'Content-Security-Policy': shown && plain === 'application/pdf' ? PDF_POLICY : FILE_POLICY,
  };
}

/** The plain name for old programs and the UTF-8 one for all others (RFC 6266 appendix D, RFC 8187). */
function disposition(given: string, shown: boolean): string {
  // Turned around, `exe.gpj` would look like a picture.
  const name = given.replace(/\p{Bidi_Control}/gu, '_');
  const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, '_');
  // Half a character pair could not be encoded.
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
