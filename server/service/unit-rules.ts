/** The systemd unit of the academy: what it may do, as whom it runs, how it ends. Pure; the words are those of systemd.unit(5) and systemd.exec(5). */

export interface ServiceWish {
  /** The program that runs the server, and the server's script. Absolute paths. */
  node: string;
  script: string;
  /** Whose processes they are: a user of its own, or the person to whom the data folder belongs. */
  user: string;
  group: string;
  /** Absolute. */
  dataFolder: string;
  port: number;
  /** Members of the group may control the server: the token of its control file can be read by them, and by nobody else. */
  groupControls: boolean;
  /** Further folders that can be written, such as the person's home for backups. */
  writable: readonly string[];
}

export const UNIT_NAME = 'lyceum.service';

/** The supervisor gives its workers 10 s to finish; a restart that is under way may need that twice. Seconds. */
const STOP_S = 30;
/** Until the supervisor can be spoken to, not until the academy serves. Seconds. */
const START_S = 120;
/** Silence after which the academy is taken for hanging. Seconds. */
export const WATCHDOG_S = 180;

/** A word of a unit file: quoted, with what systemd would expand written twice. */
const word = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
/** As `word`; in a command line a dollar sign would be a variable. */
const argument = (text: string) => word(text).replaceAll('$', '$$$$');

/** Places where disks and network folders appear; a backup may go there. */
const DISKS = ['-/media', '-/mnt', '-/run/media', '-/srv'];

export function unitText(wish: ServiceWish): string {
  const { dataFolder, writable } = wish;
  const places = [dataFolder, ...writable].map(word);
  return `# Written by Lyceum. Its switch "Starts with this computer" writes it anew; own changes belong into
# /etc/systemd/system/${UNIT_NAME}.d/own.conf, own variables into /etc/default/lyceum.
[Unit]
Description=Lyceum, the academy of this computer
After=network.target local-fs.target
RequiresMountsFor=${word(dataFolder)}
StartLimitIntervalSec=600
StartLimitBurst=10

[Service]
Type=notify
NotifyAccess=all
ExecStart=${argument(wish.node)} ${argument(wish.script)}
User=${wish.user}
Group=${wish.group}
WorkingDirectory=/
Environment=${word(`LYCEUM_DATA=${dataFolder}`)} LYCEUM_PORT=${wish.port} LYCEUM_HEADLESS=1 LYCEUM_SERVICE=${wish.groupControls ? 'group' : 'own'}
EnvironmentFile=-/etc/default/lyceum
Restart=on-failure
RestartSec=2
TimeoutStartSec=${START_S}
TimeoutStopSec=${STOP_S}
WatchdogSec=${WATCHDOG_S}
KillMode=mixed
LimitNOFILE=65536
UMask=0077

# It may write its data, and disks that are plugged in for backups. The home folders only where its data lie there.
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=${[...places, ...DISKS].join(' ')}
ProtectHome=${inHome([dataFolder, wish.script, ...writable]) ? 'no' : 'yes'}
PrivateTmp=yes
PrivateMounts=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectClock=yes
ProtectHostname=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
# Ports 80 and 443 without being root. MemoryDenyWriteExecute is missing on purpose: V8 compiles while it runs.
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE

[Install]
WantedBy=multi-user.target
`;
}

const inHome = (paths: readonly string[]) => paths.some(path => /^\/(home|root|run\/user)(\/|$)/.test(path));

export interface UnitFacts {
  user: string;
  dataFolder: string;
  port: number;
  script: string;
}

/** What a unit file that `unitText` wrote says; null for any other text. */
export function factsOfUnit(text: string): UnitFacts | null {
  const dataFolder = /^Environment="LYCEUM_DATA=((?:[^"\\]|\\.)*)"/m.exec(text)?.[1];
  const port = / LYCEUM_PORT=(\d+) /.exec(text)?.[1];
  const user = /^User=(.+)$/m.exec(text)?.[1];
  const script = /^ExecStart="(?:[^"\\]|\\.)*" "((?:[^"\\]|\\.)*)"/m.exec(text)?.[1];
  if (!dataFolder || !port || !user || !script) return null;
  return { user, port: Number(port), dataFolder: plain(dataFolder), script: plain(script).replaceAll('$$', '$') };
}

const plain = (quoted: string) => quoted.replaceAll('%%', '%').replace(/\\(.)/g, '$1');
