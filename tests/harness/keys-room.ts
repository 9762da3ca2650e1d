/** An academy on the disk with one of everything that is sealed or signed, and what can be read of it on any machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type FileEntry, folderOf } from '../../server/backups/format.ts';
import { openOwnPlace } from '../../server/backups/machine.ts';
import { packContents, readManifest } from '../../server/backups/manifest.ts';
import { createPartWriter } from '../../server/backups/parts.ts';
import { sourceFiles } from '../../server/backups/source.ts';
import { createEntries } from '../../server/ledger/repository/entries.ts';
import { makeSeal } from '../../server/ledger/seals.ts';
import { createSigner, verificationHash } from '../../server/certificates/signature.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { loadSecrets, secretTexts } from '../../server/platform/crypto/secrets.ts';
import { createSealing } from '../../server/platform/crypto/sealing.ts';
import { appendActs } from '../../server/platform/db/acts.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { sealedColumns } from '../../server/sealed-columns.ts';
import { insertCourse } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { filesBelow } from '../factories/backups.ts';

const at = '2026-11-20T09:00:00.000Z';
export const PHONE = '+34 600 111 222';
const CONTENT = { recipient: 'Ada', course_id: 1, number: 'LYC-2026-000001', issued_at: at, expires_at: null };

const open = (dataFolder: string, url?: string) => openDatabase({ url, folder: join(dataFolder, 'db') });

/** `key`: of the academy, as backups name it. */
export async function buildKeysRoom(dataFolder: string, url?: string, key = 'lyceum'): Promise<void> {
  const folders = prepareFolders(dataFolder);
  const secrets = loadSecrets(folders.secrets);
  const sealing = createSealing(secrets.sealingKey);
  const db = open(dataFolder, url);
  await migrate(db.writer);
  const user_id = await insertPerson(db, { email: 'ada@example.org', roles: ['administrator'] });
  const course_id = await insertCourse(db, { instructor_id: user_id });
  const set = Object.entries({ 'site.key': key, 'site.name': 'Northgate', 'site.registration': 'open' });
  const sealed = (place: string, text: string) => sealing.seal(text, place);
  const settings = [
    ...set,
    ['mail.password', sealed('mail.password', 'open sesame')],
    ['mail.host', 'mail.example.org'],
  ];
  await db
    .writer('settings')
    .insert(settings.map(([name, value]) => ({ key: name, value: JSON.stringify(value), updated_at: at })));
  await db
    .writer('user_profiles')
    .where({ user_id })
    .update({ phone: sealed('user_profiles.phone', PHONE) });
  const secret = sealed(`authenticators.secret of ${user_id}`, 'JBSWY3DPEHPK3PXP');
  await db.writer('authenticators').insert({ user_id, name: 'Phone', secret, created_at: at, confirmed_at: at });
  await db.writer('recovery_codes').insert({ user_id, salt: 's', code_hash: 'h', created_at: at });
  const mail = {
    to_address: 'a@example.org',
    to_folded: 'a@example.org',
    template: 'test',
    language: 'en',
    subject: 'S',
  };
  const content = sealed('mail_messages.content', JSON.stringify({ text: 'Hello', html: '<p>Hello</p>' }));
  const moments = { next_try_at: at, created_at: at, queued_at: at };
  await db
    .writer('mail_messages')
    .insert({ ...mail, ...moments, content, message_id: 'm', state: 'sent', attempts: 1 });
  const provider = { key: 'idp', preset: 'oidc', label: 'IdP', issuer: 'https://idp.example.org', client_id: 'c' };
  const rules = { extra_scopes: '', domains: '[]', group_claim: '', group_roles: '[]', group_mode: 'off' };
  const client_secret = sealed('identity_providers.client_secret.idp', 'between us');
  await db.writer('identity_providers').insert({
    ...provider,
    ...rules,
    client_secret,
    enabled: true,
    creates_accounts: false,
    created_at: at,
    updated_at: at,
  });
  const signer = createSigner(secrets.signing);
  const signature = signer.sign(CONTENT);
  await db.writer('certificates').insert({
    user_id,
    course_id,
    certificate_number: CONTENT.number,
    template: 'classic',
    issued_at: at,
    verification_hash: verificationHash(signature),
    metadata: JSON.stringify(CONTENT),
    signature,
    key_fingerprint: signer.fingerprint,
  });
  const act = { userId: user_id, action: 'user.update', resourceType: 'user', resourceId: user_id };
  await db.writer.transaction(tx => appendActs(tx, [act, act], at));
  const { id, hash } = await createEntries(db).head();
  const said = { kind: 'checkpoint', entry_id: id, entry_hash: hash, removed: 0, created_at: at } as const;
  await db.writer('ledger_seals').insert(makeSeal(said, secrets.ledger));
  await db.close();
}

/** What of everything sealed can be read here: true, false, or null where nothing is left. */
export async function readableIn(dataFolder: string, url?: string): Promise<Record<string, boolean | null>> {
  const { sealingKey } = loadSecrets(join(dataFolder, 'secrets'));
  const sealing = createSealing(sealingKey);
  const db = open(dataFolder, url);
  try {
    const found: Record<string, boolean | null> = {};
    for (const { table, column, key, where, json, placeBy = key, place } of sealedColumns) {
      const query = db.reader(table).whereNotNull(column);
      if (where) void query.whereRaw(where);
      const rows = await query.select<{ text: string; by: string }[]>({ text: column, by: placeBy });
      const opens = ({ text, by }: { text: string; by: string }) => {
        try {
          return sealing.open(json ? String(JSON.parse(text)) : text, place(String(by))) !== '';
        } catch {
          return false;
        }
      };
      found[table] = rows.length === 0 ? null : rows.every(opens);
    }
    return found;
  } finally {
    await db.close();
  }
}

/** Whether the certificate that was issued before is still known to be ours. */
export async function certificateHolds(dataFolder: string, url?: string): Promise<boolean> {
  const db = open(dataFolder, url);
  try {
    const row = (await db.reader('certificates').first()) as {
      metadata: string;
      signature: string;
      key_fingerprint: string;
    };
    const signer = createSigner(loadSecrets(join(dataFolder, 'secrets')).signing);
    return signer.signedBy(JSON.parse(row.metadata) as typeof CONTENT, row.signature) === row.key_fingerprint;
  } finally {
    await db.close();
  }
}

/** Every text of the folder of secrets that stands somewhere below the folder: as it is, and as the bytes that it stands for. */
export function secretsFoundIn(place: string, secretsFolder: string): string[] {
  // Public ones may be anywhere.
  const texts = secretTexts(secretsFolder).filter(text => text.length >= 20 && !text.startsWith('{"certificates"'));
  if (texts.length < 4) throw new Error('There are no secrets to look for.');
  const needles = texts.flatMap(text => {
    const raw = Buffer.from(text, 'base64');
    return [Buffer.from(text), raw, Buffer.from(raw.toString('hex')), Buffer.from(raw.toString('base64url'))];
  });
  return filesBelow(place).filter(name => {
    const bytes = readFileSync(join(place, ...name.split('/')));
    return [bytes, unpacked(bytes), unpacked(bytes.subarray(1))].some(form =>
      needles.some(each => form.includes(each)),
    );
  });
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Names and content of the folder of secrets, without what belongs to the machine. */
export const secretsOf = (dataFolder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(dataFolder, 'secrets'))
      .filter(name => !['backups.json', 'https'].includes(name))
      .map(name => [name, readFileSync(join(dataFolder, 'secrets', name), 'utf8')]),
  );

/** Makes a backup in the clear one of before: format 1, with the keys of the academy in it. */
export async function asBefore(dataFolder: string, id: string): Promise<void> {
  const place = await openOwnPlace(dataFolder);
  const { header, contents, sealer } = await readManifest(place, id);
  const writer = createPartWriter(place.store, sealer, new Set(), new AbortController().signal);
  const files: FileEntry[] = [];
  for await (const { path, bytes, changed } of sourceFiles(dataFolder, 'keys')) {
    const part = await writer.write(readFileSync(join(dataFolder, ...path.split('/'))), false);
    files.push({ path, bytes, changed, parts: [part] });
  }
  await writer.finish();
  const packed = packContents({ ...contents, files: [...contents.files, ...files] }, sealer, '');
  const { check: _, keys: _keys, ...rest } = { ...header, format: 1, contents: packed.facts };
  const check = sealer.checkOf({ ...rest, keys: null });
  await place.store.put(`${folderOf(header)}/contents`, packed.bytes);
  await place.store.put(`${folderOf(header)}/backup.json`, Buffer.from(JSON.stringify({ ...rest, check })));
  place.store.close();
}
