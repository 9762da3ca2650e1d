// Runs a program of Node in a network of its own, with loopback and one network card that leads nowhere (Linux, as root): what is
// said to "the network" there reaches nobody. Where that cannot be had the program runs as it is, and its tests say what they skip.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { exitCodeOf } from '../launch/child.mjs';

/** Address of the academy in that network. */
const ADDRESS = '10.77.0.2/24';
const CARD = [
  'ip link set lo up',
  'ip link add lan0 type veth peer name lan1',
  `ip addr add ${ADDRESS} dev lan0`,
  'ip link set lan1 up',
  'ip link set lan0 up',
  'ip route add 224.0.0.0/4 dev lan0',
  'exec "$@"',
].join(' && ');
const ALONE = ['-n', '--', 'sh', '-c', CARD, 'sh'];

const program = [process.execPath, ...process.argv.slice(2)];
const isPossible = spawnSync('unshare', [...ALONE, 'true'], { stdio: 'ignore' }).status === 0;
if (!isPossible) process.stderr.write('A network of its own cannot be made here (Linux, root and iproute2 needed).\n');
const [command, ...args] = isPossible ? ['unshare', ...ALONE, ...program] : program;
const env = { ...process.env, ...(isPossible ? { LYCEUM_TEST_OWN_NETWORK: '1' } : {}) };
const { status, signal } = spawnSync(command, args, { stdio: 'inherit', env });
process.exitCode = exitCodeOf(status, signal);
