/** Background work. */
import { type Job, JobState } from '../../platform/jobs/contract.ts';
import { type Argument, type Command, command, misuse } from '../command.ts';
import { moment, table } from '../table.ts';

const JOB = { name: 'JOB', help: 'Number of the job, as “jobs list” shows it.' } as const satisfies Argument;

export const jobCommands: Command[] = [
  command({
    name: 'jobs list',
    summary: 'Lists background jobs, newest first.',
    arguments: [],
    options: {
      state: { kind: 'text', value: 'STATE', choices: JobState.options, help: 'Only jobs in this state.' },
      page: { kind: 'whole', value: 'NUMBER', min: 1, max: 1_000_000, fallback: 1, help: 'Page of the list.' },
      'per-page': { kind: 'whole', value: 'NUMBER', min: 1, max: 100, fallback: 20, help: 'Jobs on a page.' },
    },
    example: 'jobs list --state failed',
    async run({ options, tools }) {
      const { page, 'per-page': per_page } = options;
      const { queue } = await tools.academy();
      const { items, total } = await queue.list({ page, per_page, state: options.state as JobState | undefined });
      const rows = items.map(job => [
        String(job.id),
        job.name,
        job.state,
        `${Math.floor(job.progress * 100)} %`,
        `${job.attempts} of ${job.max_attempts}`,
        moment(job.created_at),
        job.last_error ?? job.note ?? '',
      ]);
      const heads = ['number', 'name', 'state', 'done', 'tries', 'since', 'note'];
      return {
        data: { jobs: items, total, page, per_page },
        text: items.length > 0 ? table(rows, heads) : 'There are no such jobs.',
      };
    },
  }),
  command({
    name: 'jobs retry',
    summary: 'Queues a job again that failed or was cancelled.',
    arguments: [JOB],
    options: {},
    example: 'jobs retry 812',
    run: async ({ args, tools }) => outcome(await (await tools.academy()).queue.retry(numberOf(args.JOB))),
  }),
  command({
    name: 'jobs cancel',
    summary: 'Asks a job to stop.',
    arguments: [JOB],
    options: {},
    example: 'jobs cancel 812',
    run: async ({ args, tools }) => outcome(await (await tools.academy()).queue.cancel(numberOf(args.JOB))),
  }),
];

const outcome = (job: Job) => ({ data: { job }, text: `Job ${job.id}, ${job.name}: ${job.state}.` });

function numberOf(text: string | undefined): number {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : misuse(`JOB must be a number, not “${text}”.`);
}
