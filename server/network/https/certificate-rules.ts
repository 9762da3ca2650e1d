/** Whether a certificate will do: its key, chain, names and dates. Pure; texts for people who have never seen one. */
import type { CertificateProblem } from './contract.ts';

const DAY_MS = 86_400_000;
/** Warned this long before the end. */
export const SOON_DAYS = 21;

/** What was read of one certificate. */
export interface ReadCertificate {
  subject: string;
  issuer: string;
  /** DNS names and IP addresses it is for. */
  names: readonly string[];
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  fingerprint: string;
  /** RSA below 2048 bits, or signed with SHA-1 or MD5. */
  weak: boolean;
  /** Made for servers (extended key usage), or for anything. */
  forServers: boolean;
}

export interface ReadUpload {
  /** Leaf first; never empty. */
  chain: readonly [ReadCertificate, ...ReadCertificate[]];
  /** null when the file holds no key. */
  keyMatches: boolean | null;
  /** Place of the first certificate in the chain that the next one did not sign; null when each did. */
  brokenAt: number | null;
  /** Whether the last one's issuer is an authority that every device knows, is in the file itself, or is missing. */
  end: 'known' | 'own-root' | 'missing';
}

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const problem = (
  severity: CertificateProblem['severity'],
  code: CertificateProblem['code'],
  message: string,
  values: CertificateProblem['values'] = {},
): CertificateProblem => ({ severity, code, message, values });

/** What is wrong, errors first. `names`: those that people use for this academy. */
export function judgeCertificate(upload: ReadUpload, names: readonly string[], now: number): CertificateProblem[] {
  const [leaf] = upload.chain;
  const found = [
    ...judgeKey(upload.keyMatches),
    ...judgeDates(leaf, now),
    ...judgeMake(leaf),
    ...judgeChain(upload),
    ...judgeNames(leaf, names),
  ];
  return found.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function judgeKey(matches: boolean | null): CertificateProblem[] {
  if (matches === null)
    return [problem('error', 'no-key', 'The private key is missing. Add the file that ends in .key, or paste it.')];
  if (matches) return [];
  return [
    problem(
      'error',
      'key-mismatch',
      'The private key belongs to another certificate. Take the key that was made together with this one.',
    ),
  ];
}

function judgeDates({ from, to }: ReadCertificate, now: number): CertificateProblem[] {
  const [begins, ends] = [date.format(from), date.format(to)];
  if (to <= now)
    return [
      problem('error', 'expired', `The certificate ended on ${ends}. Get a new one from its issuer.`, { date: ends }),
    ];
  if (from > now)
    return [
      problem(
        'error',
        'not-yet-valid',
        `The certificate begins on ${begins}. Wait until then, or look whether the clock of this computer is right.`,
        { date: begins },
      ),
    ];
  const days = Math.floor((to - now) / DAY_MS);
  if (days >= SOON_DAYS) return [];
  return [
    problem('warning', 'expires-soon', `The certificate ends on ${ends}, in ${days} days. Get the next one in time.`, {
      date: ends,
      days,
    }),
  ];
}

function judgeMake({ weak, forServers }: ReadCertificate): CertificateProblem[] {
  return [
    ...(weak
      ? [
          problem(
            'error',
            'weak',
            'The certificate is made in an old way that browsers refuse (short key or SHA-1). Ask its issuer for a new one.',
          ),
        ]
      : []),
    ...(forServers
      ? []
      : [
          problem(
            'error',
            'not-for-servers',
            'The certificate is for people or programs, not for servers. Ask its issuer for a server certificate.',
          ),
        ]),
  ];
}

function judgeChain({ chain, brokenAt, end }: ReadUpload): CertificateProblem[] {
  if (brokenAt !== null) {
    const subject = chain[brokenAt]?.subject ?? '';
    const issuer = chain[brokenAt]?.issuer ?? '';
    return [
      problem(
        'error',
        'chain-broken',
        `The certificates do not follow one another: “${subject}” was signed by “${issuer}”, which is not the next one in the file. Put them in order, the academy's own first.`,
        { subject, issuer },
      ),
    ];
  }
  const last = chain.at(-1) as ReadCertificate;
  if (end === 'known') return [];
  if (end === 'own-root')
    return [
      problem(
        'warning',
        'private-issuer',
        `The issuer “${last.subject}” is not one that phones know by themselves. Those who do not trust it yet see a warning.`,
        { issuer: last.subject },
      ),
    ];
  return [
    problem(
      'warning',
      'chain-incomplete',
      `The certificate of the issuer “${last.issuer}” is not in the file. Unless phones know that issuer they show a warning: add the file that the issuer calls chain, bundle or intermediate.`,
      { issuer: last.issuer },
    ),
  ];
}

function judgeNames(leaf: ReadCertificate, wanted: readonly string[]): CertificateProblem[] {
  if (leaf.names.length === 0)
    return [
      problem(
        'error',
        'names-none',
        'The certificate names no address at all, which browsers refuse. Ask for one with names.',
      ),
    ];
  const missing = wanted.filter(name => !covers(leaf.names, name));
  if (missing.length === 0) return [];
  const own = leaf.names.join(', ');
  const others = missing.join(', ');
  return [
    problem(
      'warning',
      'names-missing',
      `The certificate is for ${own}. Under ${others} browsers show a warning, so learners have to open ${leaf.names[0]}.`,
      { names: own, missing: others, first: leaf.names[0] as string },
    ),
  ];
}

/** Whether one of the names is this one, or a wildcard for exactly one label before it (RFC 6125 §6.4.3). */
export function covers(names: readonly string[], wanted: string): boolean {
  const name = wanted.toLowerCase();
  return names.some(given => {
    const own = given.toLowerCase();
    return (
      own === name || (own.startsWith('*.') && name.slice(name.indexOf('.')) === own.slice(1) && name.includes('.'))
    );
  });
}
