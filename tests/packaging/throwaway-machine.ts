/** This machine's file system with a throw-away layer over it: what is installed there is gone afterwards. Needs root. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { temporaryFolder } from '../harness/folders.ts';

const ENTER = `set -e
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/top"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/top"
mkdir -p "$1/top/brought"
mount --bind "$2" "$1/top/brought"
mount -t proc proc "$1/top/proc"
mount --rbind /dev "$1/top/dev"
# Nothing of the real machine's running services is in reach.
mount -t tmpfs tmpfs "$1/top/run"
exec chroot "$1/top" /bin/bash -e -c "$3"
`;

/** Why it cannot be used here; null where it can. */
export function withoutThrowaway(): string | null {
  if (process.getuid?.() !== 0) return 'only root can lay a file system over another';
  const { status } = spawnSync('unshare', ['--mount', 'true']);
  return status === 0 ? null : 'this system lets nobody make a mount namespace';
}

/** Runs a shell script there; `brought` lies in /brought. Answers all that it printed, and how it ended. */
export function inThrowaway(brought: string, script: string): { code: number | null; output: string } {
  const folder = temporaryFolder('throwaway');
  mkdirSync(folder.path, { recursive: true });
  try {
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      [
        '--mount',
        '--propagation',
        'private',
        '--pid',
        '--fork',
        '--kill-child',
        'sh',
        '-c',
        ENTER,
        'sh',
        folder.path,
        brought,
        script,
      ],
      {
        encoding: 'utf8',
        timeout: 180_000,
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
      },
    );
    return { code: status, output: `${stdout}${stderr}` };
  } finally {
    folder.remove();
  }
}
