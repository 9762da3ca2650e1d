// The Debian package, made from the unpacked folder with dpkg-deb alone: it needs no network and is the same everywhere.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { UNIT_NAME, unitText } from '../../server/service/unit-rules.ts';
import { ROOT } from '../launch/node.mjs';

const HOME = '/opt/Lyceum';
const SOURCES = join(ROOT, 'build/deb');
const ICONS = join(ROOT, 'build/icons/linux');
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/** The unit that the package brings: its own user, its own folder. */
export const packagedUnit = () =>
  unitText({
    node: `${HOME}/resources/node/node`,
    script: `${HOME}/resources/app.asar.unpacked/dist/server/launch.js`,
    user: 'lyceum',
    group: 'lyceum',
    dataFolder: '/var/lib/lyceum',
    port: 8080,
    groupControls: true,
    writable: [],
  });

// What Electron's window needs; the service itself needs none of it.
const LIBRARIES = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libuuid1',
  'libsecret-1-0',
];

const controlText = ({ version, kilobytes }) => `Package: lyceum
Version: ${version}
Architecture: ${ARCHITECTURES[process.arch]}
Maintainer: The Lyceum authors <noreply@lyceum.invalid>
Section: education
Priority: optional
Installed-Size: ${kilobytes}
Depends: adduser, ${LIBRARIES.join(', ')}
Recommends: systemd, polkitd | policykit-1, ffmpeg
Description: A learning management system that runs as an appliance
 Courses, quizzes and certificates for learners on the network, served by this
 computer and looked after from a console on its desktop. The academy starts
 with the computer, before anybody signs in, and needs no internet.
`;

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Puts everything where it will lie on the machine. */
function lay(unpacked, stage) {
  const put = (from, to, mode = 0o644) => {
    const place = join(stage, to);
    mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
    writeFileSync(place, from);
    chmodSync(place, mode);
  };
  const source = name => readFileSync(join(SOURCES, name));
  cpSync(unpacked, join(stage, HOME), { recursive: true });
  put(packagedUnit(), `usr/lib/systemd/system/${UNIT_NAME}`);
  put(source('lyceum.desktop'), 'usr/share/applications/lyceum.desktop');
  put(source('org.lyceum.service.policy'), 'usr/share/polkit-1/actions/org.lyceum.service.policy');
  put(source('lyceum.rules'), 'usr/share/polkit-1/rules.d/50-lyceum.rules');
  put(source('lyceum-service'), 'usr/libexec/lyceum/lyceum-service', 0o755);
  put(source('lyceum'), 'usr/bin/lyceum', 0o755);
  put(readFileSync(join(ROOT, 'LICENSE')), 'usr/share/doc/lyceum/copyright');
  for (const icon of readdirSync(ICONS))
    put(readFileSync(join(ICONS, icon)), `usr/share/icons/hicolor/${icon.replace('.png', '')}/apps/lyceum.png`);
  for (const script of ['postinst', 'prerm', 'postrm']) put(source(script), `DEBIAN/${script}`, 0o755);
}

/** Makes the package from the unpacked folder. Answers its path; throws when dpkg-deb refuses. */
export function makeDeb({ unpacked, output, version }) {
  const stage = join(output, 'deb-stage');
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true, mode: 0o755 });
  chmodSync(stage, 0o755);
  try {
    lay(unpacked, stage);
    const kilobytes = Math.ceil(sizeOf(stage) / 1024);
    writeFileSync(join(stage, 'DEBIAN/control'), controlText({ version, kilobytes }));
    const file = join(output, `lyceum_${version}_${ARCHITECTURES[process.arch]}.deb`);
    const { status, stderr } = spawnSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', stage, file], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`dpkg-deb refused the package: ${stderr}`);
    return file;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
