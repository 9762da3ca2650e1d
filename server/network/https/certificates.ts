/** Reading certificates that people bring: PEM files in any order of key and certificates, or PKCS#12. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext, type DetailedPeerCertificate, rootCertificates } from 'node:tls';
import { instant } from '../../platform/clock.ts';
import type { CertificateFacts, CertificateProblem } from './contract.ts';
import type { ReadCertificate, ReadUpload } from './certificate-rules.ts';
import { handshake } from './handshake.ts';
import type { Identity } from './store.ts';

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const SMALLEST_RSA = 2048;

export function readCertificate(certificate: X509Certificate): ReadCertificate {
  const { publicKey: key } = certificate;
  const shortKey = key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_RSA;
  const purposes = certificate.keyUsage as string[] | undefined;
  return {
    subject: shortName(certificate.subject),
    issuer: shortName(certificate.issuer),
    names: namesOf(certificate.subjectAltName),
    from: Date.parse(certificate.validFrom),
    to: Date.parse(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    weak: shortKey || /sha1|md5/i.test(certificate.signatureAlgorithm ?? ''),
    forServers: purposes === undefined || purposes.includes(SERVER_AUTHENTICATION),
  };
}

/** The common name, or what there is instead. */
function shortName(distinguished: string): string {
  const parts = distinguished.split('\n');
  const of = (key: string) => parts.find(part => part.startsWith(`${key}=`))?.slice(key.length + 1);
  return of('CN') ?? of('O') ?? parts.join(', ');
}

/** `DNS:lyceum.local, IP Address:192.168.1.40` */
function namesOf(text: string | undefined): string[] {
  return (text ?? '').split(', ').flatMap(part => /^(?:DNS|IP Address):(.+)$/.exec(part)?.[1] ?? []);
}

export function factsOf({ subject, issuer, names, from, to, fingerprint }: ReadCertificate): CertificateFacts {
  return { subject, issuer, names: [...names], valid_from: instant(from), valid_to: instant(to), fingerprint };
}

/** The chain of an identity, leaf first. Throws when it cannot be read. */
export async function chainOf(identity: Identity): Promise<X509Certificate[]> {
  if (identity.kind === 'pem') return blocks(identity.cert, 'CERTIFICATE').map(pem => new X509Certificate(pem));
  const context = createSecureContext({ pfx: Buffer.from(identity.pfx, 'base64'), passphrase: identity.passphrase });
  return chainOfPeer(await handshake(context));
}

function chainOfPeer(peer: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let next: DetailedPeerCertificate | undefined = peer; next?.raw; next = next.issuerCertificate) {
    const certificate = new X509Certificate(next.raw);
    if (chain.some(known => known.fingerprint256 === certificate.fingerprint256)) break;
    chain.push(certificate);
  }
  return chain;
}

export interface Upload {
  /** PEM texts one after another, or PKCS#12 in base64. */
  certificate: string;
  key: string;
  passphrase: string;
}

export type Opened = { read: ReadUpload; identity: Identity } | { problem: CertificateProblem };

const problem = (code: CertificateProblem['code'], message: string): { problem: CertificateProblem } => ({
  problem: { code, severity: 'error', message, values: {} },
});

const damaged = problem(
  'unreadable',
  'The certificate is damaged: it was cut off or changed on its way. Copy the file once more.',
);

/** Opens what was uploaded, or says why it cannot be. */
export async function openUpload(upload: Upload): Promise<Opened> {
  const text = `${upload.certificate}\n${upload.key}`;
  return text.includes('-----BEGIN ') ? openPem(text, upload.passphrase) : openPfx(upload);
}

function openPem(text: string, passphrase: string): Opened {
  const pems = blocks(text, 'CERTIFICATE');
  if (pems.length === 0 && text.includes('-----BEGIN CERTIFICATE-----')) return damaged;
  if (pems.length === 0)
    return problem(
      'no-certificate',
      'There is no certificate in the file. Choose the one that ends in .crt, .cer or .pem.',
    );
  let chain: X509Certificate[];
  try {
    chain = inOrder(pems.map(pem => new X509Certificate(pem)));
  } catch {
    return damaged;
  }
  const [pem] = blocks(text, '(?:[A-Z]+ )*PRIVATE KEY');
  const key = pem === undefined ? null : openKey(pem, passphrase);
  if (key && 'problem' in key) return key;
  const leaf = chain.find(one => key !== null && one.checkPrivateKey(key)) ?? chain[0];
  if (!leaf) return damaged;
  const ordered = [leaf, ...chain.filter(one => one !== leaf)];
  const identity: Identity = {
    kind: 'pem',
    cert: ordered.map(one => one.toString().trim()).join('\n'),
    key: key ? (key.export({ type: 'pkcs8', format: 'pem' }) as string) : '',
  };
  return { read: readChain(ordered, key === null ? null : leaf.checkPrivateKey(key)), identity };
}

function openKey(pem: string, passphrase: string): KeyObject | { problem: CertificateProblem } {
  try {
    return createPrivateKey({ key: pem, passphrase });
  } catch (error) {
    if (/ENCRYPTED/.test(pem) || /passphrase|decrypt/i.test((error as Error).message))
      return problem(
        'passphrase',
        passphrase
          ? 'This is not the passphrase of the private key.'
          : 'The private key is protected by a passphrase. Enter it.',
      );
    return problem(
      'unreadable',
      'The private key is damaged: it was cut off or changed on its way. Copy the file once more.',
    );
  }
}

async function openPfx({ certificate, passphrase }: Upload): Promise<Opened> {
  const pfx = Buffer.from(certificate, 'base64');
  try {
    const context = createSecureContext({ pfx, passphrase });
    const chain = chainOfPeer(await handshake(context));
    const identity: Identity = { kind: 'pfx', pfx: pfx.toString('base64'), passphrase };
    return { read: readChain(chain, true), identity };
  } catch (error) {
    return pfxProblem((error as Error).message, passphrase);
  }
}

function pfxProblem(message: string, passphrase: string): { problem: CertificateProblem } {
  if (/mac verify|password|passphrase/i.test(message))
    return problem(
      'passphrase',
      passphrase ? 'This is not the passphrase of the file.' : 'The file is protected by a passphrase. Enter it.',
    );
  if (/unsupported/i.test(message))
    return problem(
      'unreadable',
      'The file is encrypted in an old way that is no longer safe. Export it again from a current program, with AES.',
    );
  return problem(
    'unreadable',
    'This is not a certificate: neither PEM (text that begins with “-----BEGIN”) nor PKCS#12 (.p12, .pfx).',
  );
}

/** Files come in any order: the leaf is the one that signed none of the others, each next one signed the one before. */
function inOrder(certificates: readonly X509Certificate[]): X509Certificate[] {
  const leaf = certificates.find(one => !certificates.some(other => other !== one && other.checkIssued(one)));
  const chain = leaf ? [leaf] : [];
  for (let next = leaf; next; ) {
    const current: X509Certificate = next;
    next = certificates.find(one => !chain.includes(one) && current.checkIssued(one));
    if (next) chain.push(next);
  }
  return [...chain, ...certificates.filter(one => !chain.includes(one))];
}

function readChain(chain: readonly X509Certificate[], keyMatches: boolean | null): ReadUpload {
  const broken = chain.findIndex((one, i) => {
    const next = chain[i + 1];
    return next !== undefined && !(one.checkIssued(next) && one.verify(next.publicKey));
  });
  return {
    chain: chain.map(readCertificate) as unknown as ReadUpload['chain'],
    keyMatches,
    brokenAt: broken === -1 ? null : broken,
    end: endOf(chain.at(-1) as X509Certificate),
  };
}

function endOf(last: X509Certificate): ReadUpload['end'] {
  const known = rootCertificates.some(pem => {
    const root = new X509Certificate(pem);
    return last.fingerprint256 === root.fingerprint256 || (last.checkIssued(root) && last.verify(root.publicKey));
  });
  if (known) return 'known';
  return last.checkIssued(last) ? 'own-root' : 'missing';
}

function blocks(text: string, label: string): string[] {
  return text.match(new RegExp(`-----BEGIN ${label}-----[\\s\\S]*?-----END ${label}-----`, 'g')) ?? [];
}
