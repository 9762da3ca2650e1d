/** A TLS handshake within this process: what a client would be shown. */
import { duplexPair } from 'node:stream';
import { connect, type DetailedPeerCertificate, type SecureContext, TLSSocket } from 'node:tls';

const PATIENCE_MS = 3000;

/** The certificate that a server with this context presents, with its issuers. Rejects with OpenSSL's reason. */
export function handshake(secureContext: SecureContext): Promise<DetailedPeerCertificate> {
  const [near, far] = duplexPair();
  const server = new TLSSocket(far, { isServer: true, secureContext });
  // Nothing is trusted here: whoever asks only wants to look at it.
  const client = connect({ socket: near, rejectUnauthorized: false });
  const patience = setTimeout(() => client.destroy(new Error('The handshake did not end.')), PATIENCE_MS);
  return new Promise<DetailedPeerCertificate>((resolve, reject) => {
    server.on('error', reject);
    client.on('error', reject);
    client.once('secureConnect', () => resolve(client.getPeerCertificate(true)));
  }).finally(() => {
    clearTimeout(patience);
    client.destroy();
    server.destroy();
  });
}
