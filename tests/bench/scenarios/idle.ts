import { residentMegabytes } from './processes.ts';
import type { Bench, Row } from './shared.ts';

/** Resident memory with nobody there. */
export async function idle(bench: Bench): Promise<Row[]> {
  const megabytes = residentMegabytes(bench.pid);
  return [
    {
      scenario: 'Idle memory, all processes',
      aim: '< 200 MB',
      measured: `${megabytes.toFixed(0)} MB`,
      met: megabytes < 200,
      figures: { megabytes },
    },
  ];
}
