/** The server of the data folder. */
import type { ServerReport } from '../../supervisor/contract.ts';
import { type Command, command } from '../command.ts';
import { moment, table } from '../table.ts';
import type { ServerTools, Tools } from '../tools.ts';

export const serverCommands: Command[] = [
  command({
    name: 'status',
    summary: 'Says whether the server runs, where it is reached and who works in it.',
    more: 'The exit code is 1 when no server runs, or when it does not serve.',
    arguments: [],
    options: {},
    example: 'status --json',
    async run({ tools }) {
      const { dataFolder: data_folder, version } = tools;
      const report = await (await tools.server())?.report();
      if (!report) {
        const refused = notRunning(tools);
        return { data: { running: false, data_folder, version }, text: '', refused };
      }
      const { setup_link: _, ...shown } = report;
      const serves = report.state.name === 'ready' || report.state.name === 'restarting';
      return {
        data: { running: true, ...shown },
        text: describe(report),
        ...(serves ? {} : { refused: `The server is ${report.state.name}.` }),
      };
    },
  }),
  command({
    name: 'setup-code',
    summary: 'Shows the one-time code and address with which a new academy is set up.',
    arguments: [],
    options: {},
    example: 'setup-code',
    async run({ tools }) {
      const code = tools.setupCode();
      if (code === null)
        throw new Error(
          `There is no set-up code in ${tools.dataFolder}: the academy is set up already, or its server was never started.`,
        );
      const link = (await (await tools.server())?.report())?.setup_link ?? null;
      return { data: { code, link }, text: link ? `${code}\n${link}` : code };
    },
  }),
  command({
    name: 'restart',
    summary: 'Replaces the working processes one by one; the academy stays reachable.',
    arguments: [],
    options: {},
    example: 'restart',
    async run({ tools }) {
      await (await running(tools)).restart();
      return { data: { restarting: true }, text: 'The server restarts.' };
    },
  }),
  command({
    name: 'stop',
    summary: 'Stops the server after the requests that are on their way.',
    arguments: [],
    options: {},
    example: 'stop',
    async run({ tools }) {
      await (await running(tools)).stop();
      return { data: { stopping: true }, text: 'The server stops.' };
    },
  }),
];

const notRunning = ({ dataFolder }: Tools) => `No server runs with the data folder ${dataFolder}.`;

async function running(tools: Tools): Promise<ServerTools> {
  const server = await tools.server();
  if (!server) throw new Error(notRunning(tools));
  return server;
}

function describe({ state, since, addresses, data_folder, version, pid, workers, last_crash }: ServerReport): string {
  const reason = 'reason' in state ? `: ${state.reason}` : '';
  const facts = [
    ['state', `${state.name} since ${moment(since)}${reason}`],
    ['address', addresses.join(', ')],
    ['data folder', data_folder],
    ['version', version],
    ['process', String(pid)],
    ...workers.map(worker => [
      `${worker.role} worker`,
      `${worker.state} since ${moment(worker.since)}, started again ${worker.restarts} times`,
    ]),
    ...(last_crash ? [['last crash', `${moment(last_crash.at)}: ${last_crash.reason}`]] : []),
  ];
  return table(facts);
}
