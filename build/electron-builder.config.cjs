// The installers. The archive app.asar holds the console's own code and nothing else is run from it; the server, its packages and
// the pages lie unpacked beside it, because plain Node cannot read an archive.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { version } = JSON.parse(readFileSync(join(__dirname, '../node_modules/electron/package.json'), 'utf8'));
/** A folder that stands in for Electron where its binary cannot be had: enough to build and test the unpacked folder. */
const standIn = process.env.LYCEUM_ELECTRON_DIST;

// sharp and argon2 install only the binaries of this system; better-sqlite3 brings all of them along. Said here and not under
// `linux` and `win`: a list of files there that only leaves things out makes electron-builder pack the whole folder.
const foreignBinaries =
  process.platform === 'win32'
    ? ['!node_modules/better-sqlite3/prebuilds/{darwin,linux}*']
    : ['!node_modules/better-sqlite3/prebuilds/{darwin,win32}-*', '!node_modules/better-sqlite3/prebuilds/linuxmusl-*'];

module.exports = {
  appId: 'org.lyceum.academy',
  productName: 'Lyceum',
  copyright: 'The Lyceum authors',
  electronVersion: version,
  ...(standIn ? { electronDist: standIn } : {}),
  directories: { app: '.', output: 'release', buildResources: 'build/icons' },
  npmRebuild: false,
  asar: true,
  files: [
    'dist/app/**',
    'dist/server/**',
    'dist/migrations/**',
    'dist/web/**',
    'resources/**',
    'package.json',
    'LICENSE',
    '!**/*.test.js',
    '!node_modules/node-{linux,win}-*{,/**/*}',
    '!node_modules/better-sqlite3/{deps,src}',
    '!node_modules/**/{test,tests,__tests__,docs,example,examples}/**',
    '!node_modules/**/*.{md,map,ts,mts,cts}',
    ...foreignBinaries,
  ],
  asarUnpack: [
    'dist/server/**',
    'dist/migrations/**',
    'dist/web/**',
    'resources/**',
    'package.json',
    'node_modules/**',
  ],
  linux: {
    // The Debian package is made by build/tasks/deb.mjs, with the service in it.
    target: ['AppImage'],
    executableName: 'lyceum',
    category: 'Education',
    maintainer: 'The Lyceum authors',
    synopsis: 'A learning management system that runs as an appliance',
    icon: 'build/icons/linux',
    extraResources: [{ from: 'node_modules/node-linux-${arch}/bin/node', to: 'node/node' }],
  },
  win: {
    target: ['nsis'],
    icon: 'build/icons/icon.ico',
    extraResources: [{ from: 'node_modules/node-win-${arch}/bin/node.exe', to: 'node/node.exe' }],
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  // Electron as a console only: it cannot be used as a Node, debugged from outside, or run code from elsewhere.
  ...(standIn
    ? {}
    : {
        electronFuses: {
          runAsNode: false,
          enableCookieEncryption: true,
          enableNodeOptionsEnvironmentVariable: false,
          enableNodeCliInspectArguments: false,
          enableEmbeddedAsarIntegrityValidation: true,
          onlyLoadAppFromAsar: true,
          loadBrowserProcessSpecificV8Snapshot: false,
          grantFileProtocolExtraPrivileges: false,
        },
      }),
};
