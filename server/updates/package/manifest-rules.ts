/** What an update package says about itself, and whether this machine can take it. docs/formats/update.md has the format. */
import { z } from 'zod';
import { Notes } from './contract.ts';
import { compareVersions, VERSION } from '../../platform/programs/version-rules.ts';

const MB = 1024 * 1024;
/** Bounds of a package; far above what the product is, far below what would fill a disk unseen. */
export const LIMITS = {
  manifestBytes: 16 * MB,
  signatureBytes: 4096,
  files: 60_000,
  fileBytes: 512 * MB,
  totalBytes: 2048 * MB,
  pathLength: 240,
};

const version = z.string().regex(VERSION, 'is not a version');
/** A path inside the program: plain names between slashes, the same on every system. */
const path = z
  .string()
  .max(LIMITS.pathLength)
  .refine(isPlainPath, {
    error: issue => `the path ${JSON.stringify(issue.input)} leads elsewhere or cannot exist everywhere`,
  });

export const PackedFile = z.object({
  path,
  size: z.number().int().min(0).max(LIMITS.fileBytes),
  /** Of the content, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  executable: z.boolean().default(false),
});
export type PackedFile = z.output<typeof PackedFile>;

/** The manifest without the list of files. */
export const About = z.object({
  format: z.literal(1),
  product: z.literal('lyceum'),
  version,
  /** Oldest version that can be updated directly to this one. */
  from: version,
  platform: z.enum(['linux', 'win32', 'darwin', 'any']),
  arch: z.enum(['x64', 'arm64', 'any']),
  released_at: z.string().max(40),
  /** What Node runs. */
  entry: path,
  /** The Node that comes along; null when the installed one serves. */
  node: path.nullable(),
  /** Names of all migrations that the program knows, in order. */
  migrations: z.array(z.string().max(120)).max(10_000),
  /** Release notes in Markdown. */
  notes: Notes,
});

export const Manifest = About.extend({ files: z.array(PackedFile).min(1).max(LIMITS.files) }).superRefine(
  (manifest, context) => {
    const trouble = troubleWithFiles(manifest);
    if (trouble) context.addIssue({ code: 'custom', message: trouble });
  },
);
export type Manifest = z.output<typeof Manifest>;

/** Names that Windows keeps for devices, with or without an ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

export function isPlainPath(text: string): boolean {
  return text
    .split('/')
    .every(
      name =>
        name !== '' &&
        name !== '.' &&
        name !== '..' &&
        !/[\\:*?"<>|\p{Cc}]/u.test(name) &&
        !/[. ]$/.test(name) &&
        !DEVICE.test(name),
    );
}

function troubleWithFiles({ files, entry, node }: Pick<Manifest, 'files' | 'entry' | 'node'>): string | null {
  const seen = new Set<string>();
  let total = 0;
  for (const file of files) {
    // Windows does not tell "Main.js" from "main.js": one would silently replace the other.
    const name = file.path.toLowerCase();
    if (seen.has(name)) return `${file.path} is in it twice`;
    seen.add(name);
    total += file.size;
  }
  if (total > LIMITS.totalBytes) return `it would take ${Math.round(total / MB)} MB, more than a program may`;
  const clash = files.find(file => parentsOf(file.path.toLowerCase()).some(parent => seen.has(parent)));
  if (clash) return `${clash.path} lies below another file`;
  for (const needed of [entry, node])
    if (needed !== null && !seen.has(needed.toLowerCase())) return `${needed} is missing in it`;
  return null;
}

function parentsOf(file: string): string[] {
  const names = file.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}

export const unpackedBytes = ({ files }: Pick<Manifest, 'files'>): number =>
  files.reduce((sum, file) => sum + file.size, 0);

/** What this machine runs and is. */
export interface Machine {
  version: string;
  platform: string;
  arch: string;
}

export type Unfit =
  | { code: 'same-version' | 'older-version'; version: string; running: string }
  | { code: 'wrong-machine'; version: string; wanted: string; here: string }
  | { code: 'step-first'; version: string; from: string; running: string };

/** Why this machine cannot take a version now; null when it can. */
export function unfit(
  { version: offered, from, platform, arch }: Pick<Manifest, 'version' | 'from' | 'platform' | 'arch'>,
  { version: running, ...here }: Machine,
): Unfit | null {
  const order = compareVersions(offered, running);
  if (order === 0) return { code: 'same-version', version: offered, running };
  if (order < 0) return { code: 'older-version', version: offered, running };
  const fits = (wanted: string, is: string) => wanted === 'any' || wanted === is;
  if (!fits(platform, here.platform) || !fits(arch, here.arch))
    return {
      code: 'wrong-machine',
      version: offered,
      wanted: systemName(platform, arch),
      here: systemName(here.platform, here.arch),
    };
  if (compareVersions(running, from) < 0) return { code: 'step-first', version: offered, from, running };
  return null;
}

const SYSTEMS: Record<string, string> = { linux: 'Linux', win32: 'Windows', darwin: 'macOS', any: 'every system' };
const PROCESSORS: Record<string, string> = { x64: 'Intel/AMD 64-bit', arm64: 'ARM 64-bit', any: 'every processor' };

export const systemName = (platform: string, arch: string) =>
  `${SYSTEMS[platform] ?? platform} on ${PROCESSORS[arch] ?? arch}`;

/** The same as a sentence with its remedy. */
export function unfitSentence(why: Unfit): string {
  switch (why.code) {
    case 'same-version':
      return `Lyceum ${why.version} is the version that runs already.`;
    case 'older-version':
      return `Lyceum ${why.version} is older than the running ${why.running}, and cannot read its data. To go back, restore a backup made with the older version.`;
    case 'wrong-machine':
      return `This package of Lyceum ${why.version} is for ${why.wanted}; this machine is ${why.here}. Get the package for this machine.`;
    case 'step-first':
      return `Lyceum ${why.version} can be reached from ${why.from} on; ${why.running} runs here. Update to ${why.from} first, then to ${why.version}.`;
  }
}
