/** How the academy speaks TLS, whoever of its processes does. */
import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

/** TLS 1.2 only with forward secrecy and authenticated encryption (RFC 9325 §4.2); TLS 1.3 is preferred wherever both ends have it. */
export const TLS_SECURITY = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
  ].join(':'),
  ecdhCurve: 'X25519:P-256:P-384',
  honorCipherOrder: true,
  // A client may neither begin anew in mid-connection (RFC 9325 §3.5) nor have secrets compressed (RFC 9325 §3.3).
  secureOptions:
    constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_COMPRESSION | constants.SSL_OP_CIPHER_SERVER_PREFERENCE,
} as const satisfies SecureContextOptions;

/** A certificate with its key: PEM texts, or PKCS#12 with its passphrase. */
export type TlsKeys = Pick<SecureContextOptions, 'cert' | 'key' | 'pfx' | 'passphrase'>;
