/** Whether the academy starts with the computer. */
import type { ServiceStatus } from '../../supervisor/contract.ts';
import { type Command, command, type Outcome } from '../command.ts';
import { table } from '../table.ts';

export const serviceCommands: Command[] = [
  command({
    name: 'service status',
    summary: 'Says whether the academy starts with this computer, and as whom.',
    arguments: [],
    options: {},
    example: 'service status --json',
    run: async ({ tools }) => outcomeOf(tools.service.read()),
  }),
  command({
    name: 'service install',
    summary: 'Lets the academy start with this computer, before anybody signs in.',
    more: 'Needs root, or an administrator on Windows. A server that runs now is left alone: the service begins at the next start of the computer.',
    arguments: [],
    options: {
      user: { kind: 'text', value: 'NAME', help: 'As whom it runs; the owner of the data folder unless told.' },
      port: { kind: 'whole', value: 'NUMBER', min: 1, max: 65_535, fallback: 8080, help: 'Where it serves.' },
    },
    example: 'service install --data /srv/academy --user ana',
    run: async ({ options, tools }) => outcomeOf(tools.service.install(options.user, options.port)),
  }),
  command({
    name: 'service remove',
    summary: 'The academy no longer starts with this computer. Data and a running server are left alone.',
    more: 'Needs root, or an administrator on Windows.',
    arguments: [],
    options: {},
    example: 'service remove',
    run: async ({ tools }) => outcomeOf(tools.service.remove()),
  }),
];

function outcomeOf(status: ServiceStatus): Outcome {
  return { data: status, text: sentence(status) };
}

function sentence({ supported, installed, enabled, active, data_folder, user, port }: ServiceStatus): string {
  if (!supported) return 'This computer has no systemd, so nothing can start with it.';
  if (!installed) return 'The academy does not start with this computer.';
  const facts = [
    ['starts with this computer', enabled ? 'yes' : 'no'],
    ['runs now', active ? 'yes' : 'no'],
    ['user', user ?? '–'],
    ['port', port === null ? '–' : String(port)],
    ['data folder', data_folder ?? '–'],
  ];
  return table(facts);
}
