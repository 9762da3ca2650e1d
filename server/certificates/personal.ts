/** What certificates know of a person, and how one goes on verifying without the name. */
import { rowsOf } from '../platform/db/dialect.ts';
import type { PersonalFile, PersonalPart } from '../platform/personal/about.ts';
import type { CertificateContent } from './contract.ts';
import type { Drawing } from './drawing.ts';
import type { CertificateRepository, CertificateRow } from './repository.ts';
import type { Signer } from './signature.ts';
import { contentOf } from './verification.ts';

export interface CertificatesPersonalParts {
  certificates: CertificateRepository;
  signer: Signer;
  draw: (drawing: Drawing) => Promise<Uint8Array>;
}

export function certificatesPersonal(parts: CertificatesPersonalParts): PersonalPart {
  const { certificates, signer } = parts;
  return {
    name: 'certificates',
    tables: [
      {
        table: 'certificates',
        refers: ['user_id'],
        holds: {
          what: 'certificates: name, course, score, hours, number, signature',
          why: 'so that anybody can check them',
          long: 'for good; after an erasure with a pseudonym instead of the name',
          who: 'the person, administrators, and whoever has the address or the paper',
        },
        erasure: { how: 'emptied', set: {}, because: 'certificate' },
      },
    ],
    async files(userId) {
      const rows = await certificates.ofUser(userId);
      return (await Promise.all(rows.map(row => filesOf(parts, row)))).flat();
    },
    async erase({ tx }, { userId, pseudonym }) {
      const rows = await rowsOf<CertificateRow>(tx, 'select * from certificates where user_id = ?', [userId]);
      for (const row of rows) {
        const content = withoutName(contentOf(row), row.verification_hash, `${pseudonym.first} ${pseudonym.last}`);
        const change = {
          metadata: JSON.stringify(content),
          signature: signer.sign(content),
          key_fingerprint: signer.fingerprint,
        };
        await tx('certificates').where({ id: row.id }).update(change);
      }
      return [];
    },
  };
}

/** The paper that somebody has leads by its hash to this one: which it replaces is part of what is signed. */
const withoutName = (content: CertificateContent, hash: string, recipient: string): CertificateContent => ({
  ...content,
  recipient,
  replaces: content.replaces ?? hash,
});

async function filesOf({ draw, signer }: CertificatesPersonalParts, row: CertificateRow): Promise<PersonalFile[]> {
  const content = contentOf(row);
  const signed = {
    content,
    signature: row.signature,
    algorithm: 'Ed25519',
    public_key: signer.publicKeyOf(row.key_fingerprint),
  };
  const verificationUrl = `/verify/${row.verification_hash}`;
  return [
    { name: `${row.certificate_number}.json`, body: Buffer.from(`${JSON.stringify(signed, null, 2)}\n`) },
    {
      name: `${row.certificate_number}.pdf`,
      body: await draw({ content, fingerprint: row.key_fingerprint, verificationUrl }),
    },
  ];
}
