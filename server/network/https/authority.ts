/**
 * The academy's own certificate authority (X.509 v3, RFC 5280): ECDSA P-256 with SHA-256. It can vouch only for names and addresses
 * of private networks, by critical name constraints, so that a phone which trusts it trusts it for this academy and not for banks.
 */
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import {
  AUTHORITY_DAYS,
  BACKDATED_DAYS,
  daysFrom,
  isIPv4,
  LEAF_DAYS,
  type Limits,
  PRIVATE_NETWORKS_6,
} from './authority-rules.ts';
import type { Identity } from './store.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const NAME_CONSTRAINTS = '2.5.29.30';
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** The package's types mean the browser's keys, which are others to the compiler than those of Node. */
const forPackage = (key: webcrypto.CryptoKey) => key as never;

export interface Authority {
  /** PEM. */
  certificate: string;
  key: string;
}

/** Makes a new authority. `site` stands in its name, so that people recognise it in their phone's list. */
export async function makeAuthority(site: string, limits: Limits, now: number): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: [`${site.slice(0, 40)} local authority`] }, { O: ['Lyceum'] }],
    notBefore: daysFrom(now, -BACKDATED_DAYS),
    notAfter: daysFrom(now, AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    keys: { publicKey: forPackage(keys.publicKey), privateKey: forPackage(keys.privateKey) },
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(forPackage(keys.publicKey)),
      new x509.Extension(NAME_CONSTRAINTS, true, AsnConvert.serialize(constraints(limits))),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** Signs a certificate for these names and addresses; the chain in the answer ends with the authority. */
export async function issueLeaf(authority: Authority, names: readonly string[], now: number): Promise<Identity> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await importKey(authority.key);
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: [names[0] ?? 'lyceum.local'] }],
    issuer: issuer.subject,
    notBefore: daysFrom(now, -BACKDATED_DAYS),
    notAfter: daysFrom(now, LEAF_DAYS),
    signingAlgorithm: ALGORITHM,
    publicKey: forPackage(keys.publicKey),
    signingKey: forPackage(signingKey),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTHENTICATION]),
      new x509.SubjectAlternativeNameExtension(
        names.map(name => ({ type: isIPv4(name) || isIPv6(name) ? ('ip' as const) : ('dns' as const), value: name })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(forPackage(keys.publicKey)),
    ],
  });
  const chain = `${certificate.toString('pem').trim()}\n${authority.certificate.trim()}\n`;
  return { kind: 'pem', cert: chain, key: await pemOf(keys.privateKey) };
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** 127 random bits, positive (RFC 5280 §4.1.2.2). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), ALGORITHM, true, ['sign']);
}

function constraints({ names, networks }: Limits): NameConstraints {
  const trees = [
    ...names.map(dNSName => new GeneralName({ dNSName })),
    ...networks.map(([address, mask]) => new GeneralName({ iPAddress: `${address}/${bitsOf(mask)}` })),
    ...PRIVATE_NETWORKS_6.map(([address, bits]) => new GeneralName({ iPAddress: `${address}/${bits}` })),
  ].map(base => new GeneralSubtree({ base }));
  return new NameConstraints({ permittedSubtrees: new GeneralSubtrees(trees) });
}

/** `255.255.0.0` is 16. */
const bitsOf = (mask: string) =>
  mask.split('.').reduce((bits, part) => bits + Number(part).toString(2).replaceAll('0', '').length, 0);
