/** Packages that lie at the top of disks which are plugged in. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FoundPackage {
  path: string;
  name: string;
  size: number;
}

const PACKAGE = /^lyceum-.+\.update$/i;
const MOST = 20;

/** Folders under which systems show removable disks, and how many folders lie in between. */
function mountFolders(platform: NodeJS.Platform): { folder: string; depth: number }[] {
  if (platform === 'win32')
    return 'DEFGHIJKLMNOPQRSTUVWXYZ'.split('').map(letter => ({ folder: `${letter}:\\`, depth: 0 }));
  return [
    { folder: '/media', depth: 2 },
    { folder: '/run/media', depth: 2 },
    { folder: '/mnt', depth: 1 },
  ];
}

/** What cannot be read is passed over: a disk may be pulled out while we look. */
export async function findPackages(
  platform: NodeJS.Platform,
  places = mountFolders(platform),
): Promise<FoundPackage[]> {
  const found = await Promise.all(places.map(({ folder, depth }) => packagesIn(folder, depth)));
  return found.flat().slice(0, MOST);
}

async function packagesIn(folder: string, depth: number): Promise<FoundPackage[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: FoundPackage[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && PACKAGE.test(entry.name)) {
      const facts = await stat(path).catch(() => null);
      if (facts) found.push({ path, name: entry.name, size: facts.size });
    } else if (entry.isDirectory() && depth > 0) found.push(...(await packagesIn(path, depth - 1)));
  }
  return found;
}
