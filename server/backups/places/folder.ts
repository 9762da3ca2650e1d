/** A place that is a folder: of this machine, of a USB disk, of a mounted network share. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, opendir, readFile, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Store, Stored } from './store.ts';

/** Beside the name while it is written; never taken for content. */
const HALF = '.half-';
const ON_WINDOWS = process.platform === 'win32';

export function openFolder(root: string): Store {
  const touched = new Set<string>();
  const known = new Set<string>();
  const at = (name: string) => join(root, ...name.split('/'));
  /** The file system written to first. When a disk is pulled out, another one stands under the same path. */
  let device: number | undefined;
  const sameDisk = async () => {
    const { dev } = await stat(root);
    device ??= dev;
    if (dev !== device)
      throw Object.assign(new Error(`ENODEV: another disk is at ${root} now`), { code: 'ENODEV', path: root });
  };
  /** Level by level and never the top itself: when a disk is gone, nothing may be written into the empty folder it leaves. */
  const folderFor = async (path: string) => {
    const folder = dirname(path);
    touched.add(folder);
    if (known.has(folder) || folder === root) return;
    await sameDisk();
    let level = root;
    for (const name of relative(root, folder).split(sep)) {
      touched.add(level);
      level = join(level, name);
      await mkdir(level, { mode: 0o700 }).catch(unlessThere);
    }
    known.add(folder);
  };
  const half = async (path: string, bytes: Uint8Array) => {
    await folderFor(path);
    const draft = `${path}${HALF}${randomBytes(4).toString('hex')}`;
    try {
      await writeFlushed(draft, bytes);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw error;
    }
    return draft;
  };
  return {
    where: root,
    lanes: 2,
    async put(name, bytes) {
      await rename(await half(at(name), bytes), at(name));
    },
    async claim(name, bytes) {
      const draft = await half(at(name), bytes);
      try {
        await claimName(draft, at(name));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    get: name => readFile(at(name)).catch(absent),
    list: folder => walk(root, at(folder)),
    async remove(name) {
      await rm(at(name), { force: true });
      touched.add(dirname(at(name)));
    },
    async settle() {
      if (touched.size > 0) await sameDisk();
      if (!ON_WINDOWS) for (const folder of touched) await flushFolder(folder);
      touched.clear();
    },
    async tidy() {
      // Empty folders go too, and are made again when they are wanted.
      known.clear();
      return tidy(root);
    },
    async room() {
      const { bavail, bsize, blocks } = await statfs(root);
      return { free: bavail * bsize, total: blocks * bsize };
    },
    close() {},
  };
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** exFAT and some shares know no second names: there an exclusive file does it, whose content follows. */
async function claimName(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(await readFile(draft));
    await file.sync();
    await file.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  try {
    const file = await open(folder, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // A folder that was tidied away meanwhile, or a file system that flushes names by itself.
    if (!['ENOENT', 'EINVAL', 'ENOTSUP', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return undefined;
}

async function* entriesOf(folder: string): AsyncIterable<{ path: string; name: string; isFolder: boolean }> {
  const opened = await opendir(folder).catch(absent);
  if (!opened) return;
  for await (const entry of opened)
    yield { path: join(folder, entry.name), name: entry.name, isFolder: entry.isDirectory() };
}

async function* walk(root: string, folder: string): AsyncIterable<Stored> {
  for await (const { path, name, isFolder } of entriesOf(folder)) {
    if (isFolder) yield* walk(root, path);
    else if (!name.includes(HALF)) {
      const facts = await stat(path).catch(absent);
      if (facts) yield { name: relative(root, path).split(sep).join('/'), bytes: facts.size, at: facts.mtimeMs };
    }
  }
}

async function tidy(folder: string): Promise<number> {
  let removed = 0;
  for await (const { path, name, isFolder } of entriesOf(folder)) {
    if (isFolder) {
      removed += await tidy(path);
      // Goes only where nothing is in it; staying does no harm.
      await rmdir(path).catch(() => {});
    } else if (name.includes(HALF)) {
      await rm(path, { force: true });
      removed++;
    }
  }
  return removed;
}
