/** A device that keeps passkeys, in software: makes and uses them as WebAuthn Level 3 §6 describes, without asking anybody. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Flags of authenticator data: somebody was present, was verified, and a new key is attached. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTACHED = 0x40;

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
const text = (words: string) => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);

export interface Device {
  origin: string;
  /** Without it the device says that nobody proved to be its owner. */
  verifies: boolean;
  counter: number;
}

export function softwarePasskey(device: Device) {
  const id = randomBytes(32);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const data = (rpId: string, more: number, attached: Uint8Array = Buffer.alloc(0)) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(device.counter);
    const flags = Buffer.from([PRESENT | (device.verifies ? VERIFIED : 0) | more]);
    return Buffer.concat([sha(rpId), flags, counter, attached]);
  };
  const client = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: device.origin, crossOrigin: false }));
  const named = { id: base64url(id), rawId: base64url(id), type: 'public-key' as const };
  return {
    device,
    /** Answers the options of making a passkey. */
    make({ challenge, rp }: { challenge: string; rp: { id: string } }) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attached = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const made = data(rp.id, ATTACHED, attached);
      const size = Buffer.from([0x59, made.length >> 8, made.length & 0xff]);
      const attestation = [Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])];
      return {
        ...named,
        response: {
          clientDataJSON: base64url(client('webauthn.create', challenge)),
          attestationObject: base64url(Buffer.concat([...attestation, text('authData'), size, made])),
        },
      };
    },
    /** Answers the options of signing in. */
    answer({ challenge, rpId }: { challenge: string; rpId: string }) {
      const authenticatorData = data(rpId, 0);
      const clientData = client('webauthn.get', challenge);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha(clientData)]), privateKey);
      return {
        ...named,
        response: {
          clientDataJSON: base64url(clientData),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
        },
      };
    },
  };
}

/** A P-256 key for ES256 as COSE writes it (RFC 9053 §7.1.1). */
function coseOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' }) as { x: string; y: string };
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
  return Buffer.concat([
    head,
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ]);
}
