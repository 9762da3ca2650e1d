/** Knocking at our own door: whether HTTPS really answers here, with the certificate that is in use. */
import { connect } from 'node:tls';

const PATIENCE_MS = 2000;

export interface Door {
  ok: boolean;
  detail: string;
}

/** `host` as the server binds it. */
export function lookAtDoor(host: string, port: number, fingerprints: readonly string[]): Promise<Door> {
  const to = host === '0.0.0.0' || host === '::' || host === '' ? '127.0.0.1' : host;
  return new Promise(resolve => {
    // Only looked at: nothing is sent, and whose certificate it is follows from its fingerprint.
    const socket = connect({ host: to, port, rejectUnauthorized: false });
    const end = (ok: boolean, detail: string) => {
      clearTimeout(patience);
      socket.destroy();
      resolve({ ok, detail });
    };
    const patience = setTimeout(() => end(false, `Port ${port} does not answer.`), PATIENCE_MS);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(
        false,
        error.code === 'ECONNREFUSED'
          ? `Nobody listens on port ${port}. It opens within a few seconds unless another program has it.`
          : `Port ${port} is used by another program, which speaks no HTTPS. Stop that program, or choose another port with LYCEUM_HTTPS_PORT.`,
      ),
    );
    socket.once('secureConnect', () => {
      const shown = socket.getPeerX509Certificate()?.fingerprint256 ?? '';
      if (fingerprints.includes(shown)) end(true, `Port ${port} answers with ${socket.getProtocol() ?? 'TLS'}.`);
      else
        end(
          false,
          `Port ${port} answers with a certificate that is not ours. Unless that changes within seconds, another program has the port.`,
        );
    });
  });
}
