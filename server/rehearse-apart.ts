/** Rehearses an update in processes of its own: what it does to a copy is too heavy for the one that runs the jobs. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Configuration, environmentOfStep } from './platform/config/configuration.ts';
import { createStepProcesses } from './supervisor/operations/step-process.ts';
import type { RehearseApart } from './updates/jobs.ts';
import { REHEARSAL } from './updates/plan.ts';

const SCRIPT = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? 'main.js' : 'main.ts');
/** Unpacking, of the whole. */
const VERIFY_SHARE = 0.3;

export const rehearseApart =
  (configuration: Configuration): RehearseApart =>
  async (version, signal, progress) => {
    const environmentFor = () => environmentOfStep(configuration);
    const { run } = createStepProcesses({ script: SCRIPT, environmentFor, outputOf: () => () => {} });
    const id = randomBytes(6).toString('hex');
    const order = { lyceum: 'step', kind: REHEARSAL, id, values: { version }, secret: null, origin: null } as const;
    await run({ ...order, step: 'verify' }, (done, note) => progress(done * VERIFY_SHARE, note), signal);
    const rest = (done: number, note: string | null) => progress(VERIFY_SHARE + done * (1 - VERIFY_SHARE), note);
    await run({ ...order, step: 'save' }, rest, signal);
  };
