/**
 * How a certificate is signed, so that anybody can check it without us:
 *
 * 1. Canonical form of the content: JSON with the keys of every object sorted by their UTF-16 code units, no white space, numbers
 *    and strings as ECMAScript writes them, UTF-8. For our shapes this is RFC 8785 (JCS).
 * 2. Signature: Ed25519 (RFC 8032, no pre-hash) over those bytes, kept as base64url.
 * 3. Fingerprint of the key: SHA-256 of its public half as SPKI DER, hex.
 * 4. Verification hash: the first 32 hex digits (128 bits) of SHA-256 of the 64 signature bytes. Nobody can guess it without the
 *    private key, and it names exactly one signature.
 */
import { createPublicKey, sign, verify } from 'node:crypto';
import { sha256 } from '../platform/crypto/secrets.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = value as { readonly [key: string]: Json };
  const members = Object.keys(entries)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(entries[key] as Json)}`);
  return `{${members.join(',')}}`;
}

const HASH_DIGITS = 32;

/** The hash by which the public page finds a certificate. */
export function verificationHash(signature: string): string {
  return sha256(Buffer.from(signature, 'base64url')).slice(0, HASH_DIGITS);
}

export interface Signer {
  /** Of the key that signs now; hex, 64 digits. */
  fingerprint: string;
  /** base64url of 64 bytes. */
  sign(content: Json): string;
  /** Fingerprint of this academy's key that signed exactly this content, the one of now or an earlier one; null when none did. */
  signedBy(content: Json, signature: string): string | null;
  /** PEM; of the key of now where the fingerprint is of none of ours. */
  publicKeyOf(fingerprint: string): string;
}

/** A signer with an Ed25519 pair in PEM, and the public keys (PEM) under which the academy signed before. */
export function createSigner(keys: { privateKey: string; publicKey: string; earlier?: readonly string[] }): Signer {
  const ours = [keys.publicKey, ...(keys.earlier ?? [])].map(pem => ({ pem, fingerprint: fingerprintOf(pem) }));
  return {
    fingerprint: fingerprintOf(keys.publicKey),
    sign: content => sign(null, Buffer.from(canonicalJson(content)), keys.privateKey).toString('base64url'),
    signedBy(content, signature) {
      const [bytes, signed] = [Buffer.from(canonicalJson(content)), Buffer.from(signature, 'base64url')];
      return ours.find(({ pem }) => verify(null, bytes, pem, signed))?.fingerprint ?? null;
    },
    publicKeyOf: fingerprint => ours.find(key => key.fingerprint === fingerprint)?.pem ?? keys.publicKey,
  };
}

const fingerprintOf = (pem: string) => sha256(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
