import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { input } from '../../../tests/harness/inputs.ts';
import { planFolder } from './folder.ts';
import { openZipFolder } from './zip.ts';

type Part = {
  name: string;
  text: string | Buffer;
  flags?: number;
  method?: number;
  mode?: number;
  size?: number;
  at?: number;
};

/** A ZIP archive written byte by byte (APPNOTE 4.3), so that it can lie where an honest writer would not. */
function zipOf(parts: Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.text);
    const packed = part.method === 0 ? content : deflateRawSync(content);
    const name = Buffer.from(part.name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE((part.flags ?? 0) | 0x800, 2);
    shared.writeUInt16LE(part.method ?? 8, 4);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(part.size ?? content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(part.at ?? offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), shared, tail, name]));
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

const names = async (parts: Part[], limits = {}) => {
  const folder = await openZipFolder(zipOf(parts), limits);
  folder.close();
  return {
    taken: folder.entries.map(entry => entry.path),
    refused: folder.problems.map(({ path, code }) => [path, code]),
  };
};

describe('openZipFolder', () => {
  it('gives the entries of an archive to the planner, read only when asked', async () => {
    const folder = await openZipFolder(
      zipOf([
        { name: 'course/', text: '', method: 0 },
        { name: 'course/1 Café.md', text: '# Hello\n![x](x.png)' },
        { name: 'course/x.png', text: 'png', method: 0 },
      ]),
    );
    const plan = await planFolder(folder.entries);
    expect(plan.modules).toMatchObject([{ title: 'Hello', images: [{ src: 'x.png', path: 'x.png' }] }]);
    expect(plan.problems).toEqual([]);
    const picture = await folder.entries[1]?.stream?.();
    expect(await picture?.toArray().then(chunks => Buffer.concat(chunks).toString())).toBe('png');
    folder.close();
  });

  it.each<[string, Part]>([
    ['zip_encrypted', { name: 'a.md', text: 'x', flags: 1 }],
    ['zip_link', { name: 'a.md', text: '/etc/passwd', mode: 0o120777 }],
    ['zip_method', { name: 'a.md', text: 'x', method: 12 }],
    ['zip_bomb', { name: 'a.md', text: Buffer.alloc(3 * 1024 * 1024) }],
    ['zip_entry_large', { name: 'a.md', text: 'x', size: 4_000_000_000 }],
    ['zip_overlap', { name: 'a.md', text: 'x'.repeat(50), method: 0, at: 2 }],
  ])('refuses %s and takes the rest', async (code, part) => {
    const { taken, refused } = await names([part, { name: 'ok.md', text: '# ok' }], { entryBytes: 3_500_000_000 });
    expect(refused).toEqual([['a.md', code]]);
    expect(taken).toEqual(['ok.md']);
  });

  it('bounds what the whole archive unpacks to, and how many files it lists', async () => {
    const parts = [1, 2, 3].map(at => ({ name: `${at}.md`, text: 'ten bytes.' }));
    expect(await names(parts, { totalBytes: 25 })).toEqual({
      taken: ['1.md', '2.md'],
      refused: [['3.md', 'zip_total_large']],
    });
    expect(await names(parts, { records: 2 })).toEqual({ taken: [], refused: [['', 'zip_unreadable']] });
  });

  it('fails the reading of an entry that unpacks to another size than it says', async () => {
    const folder = await openZipFolder(
      zipOf([
        { name: 'a.md', text: 'x'.repeat(1000), size: 10 },
        { name: 'b.md', text: '# B\nb' },
      ]),
    );
    const plan = await planFolder(folder.entries);
    expect(plan.modules.map(module => module.title)).toEqual(['B']);
    expect(plan.problems).toMatchObject([{ severity: 'error', path: 'a.md', code: 'unreadable' }]);
    folder.close();
  });

  it('reads no file into memory beyond its bound', async () => {
    const folder = await openZipFolder(zipOf([{ name: 'a.md', text: '# long enough' }]), { readBytes: 5 });
    await expect(folder.entries[0]?.read()).rejects.toThrow('larger than');
    folder.close();
  });

  it.each(['', 'PK', 'this is no archive at all, whatever its name says'])('says that %j is no archive', async text => {
    const { entries, problems } = await openZipFolder(Buffer.from(text));
    expect(entries).toEqual([]);
    expect(problems).toMatchObject([{ severity: 'error', code: 'zip_unreadable' }]);
  });

  it('refuses a path out of the folder and names it', async () => {
    const folder = await openZipFolder(
      zipOf([
        { name: '../up.md', text: '# x' },
        { name: 'C:/x.md', text: '# x' },
        { name: 'a.md', text: '# A\na' },
      ]),
    );
    const plan = await planFolder(folder.entries);
    expect(plan.problems.map(({ path, code }) => [path, code])).toEqual([
      ['../up.md', 'path_parent'],
      ['C:/x.md', 'path_drive'],
    ]);
    expect(plan.modules.map(module => module.title)).toEqual(['A']);
    folder.close();
  });
});

describe('real archives', () => {
  const slip = input('packages/hostile/scorm12-zip-slip.zip');
  it.skipIf(!slip)('keeps a zip slip inside', async () => {
    const folder = await openZipFolder(slip as string);
    const plan = await planFolder(folder.entries);
    expect(plan.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { path: '../../evil.txt', code: 'path_parent' },
    ]);
    expect(plan.files.map(({ path }) => path)).toEqual(['a.html', 'imsmanifest.xml']);
    folder.close();
  });

  const locked = input('archives/passwordis1.zip');
  it.skipIf(!locked)('refuses a locked file with a sentence', async () => {
    const folder = await openZipFolder(locked as string);
    expect(folder.problems).toMatchObject([{ path: 'hello.txt', code: 'zip_encrypted' }]);
    expect(folder.problems[0]?.message).toContain('password');
    expect(folder.entries).toEqual([]);
    folder.close();
  });

  const mac = input('archives/test_osx_1074.zip');
  it.skipIf(!mac)('reads names as macOS writes them', async () => {
    const folder = await openZipFolder(mac as string);
    const plan = await planFolder(folder.entries);
    expect(plan.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Prüfung.txt', '测试.txt', 'Žluťoučký/Koníček.txt']),
    );
    expect(plan.problems).toEqual([]);
    folder.close();
  });

  const broken = input('packages/invalid/h5p-unzippable.h5p');
  it.skipIf(!broken)('says that a damaged archive is damaged', async () => {
    expect((await openZipFolder(broken as string)).problems).toMatchObject([{ code: 'zip_unreadable' }]);
  });
});
