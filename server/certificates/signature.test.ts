import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, createSigner, verificationHash } from './signature.ts';

const pem = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
};

it('canonical JSON sorts keys at every depth and has no white space', () => {
  const value = { b: [1, { z: null, a: 'ễ "x"' }], a: true, B: 0.5 };
  expect(canonicalJson(value)).toBe('{"B":0.5,"a":true,"b":[1,{"a":"ễ \\"x\\"","z":null}]}');
});

describe('a signature', () => {
  const keys = pem();
  const signer = createSigner(keys);
  const content = { recipient: 'Thuỳ Dương Nguyễn', score: 91, expires_at: null };
  const signature = signer.sign(content);

  it('can be checked with nothing but the public key and the documented form', () => {
    const bytes = Buffer.from('{"expires_at":null,"recipient":"Thuỳ Dương Nguyễn","score":91}', 'utf8');
    const [key, signed] = [createPublicKey(keys.publicKey), Buffer.from(signature, 'base64url')];
    expect(signed).toHaveLength(64);
    expect(verify(null, bytes, key, signed)).toBe(true);
    const der = key.export({ type: 'spki', format: 'der' });
    expect(signer.fingerprint).toBe(createHash('sha256').update(der).digest('hex'));
    expect(verificationHash(signature)).toBe(createHash('sha256').update(signed).digest('hex').slice(0, 32));
  });

  it('does not depend on the order of keys', () => {
    expect(signer.signedBy({ score: 91, expires_at: null, recipient: 'Thuỳ Dương Nguyễn' }, signature)).toBe(
      signer.fingerprint,
    );
  });

  it.each([
    ['another content', { ...content, score: 92 }, signature],
    ['one more field', { ...content, honours: true }, signature],
    ['a cut signature', content, signature.slice(4)],
    ['another key’s signature', content, createSigner(pem()).sign(content)],
    ['no signature', content, ''],
  ])('does not verify %s', (_what, given, mark) => {
    expect(signer.signedBy(given, mark)).toBeNull();
  });

  it('made under an earlier key of the academy goes on being verified, and tells which key it was', () => {
    const next = createSigner({ ...pem(), earlier: [keys.publicKey] });
    expect(next.signedBy(content, signature)).toBe(signer.fingerprint);
    expect(next.fingerprint).not.toBe(signer.fingerprint);
    expect(next.publicKeyOf(signer.fingerprint)).toBe(keys.publicKey);
    expect(createSigner(pem()).signedBy(content, signature)).toBeNull();
  });
});
