import type { ApplianceState } from '../ipc/contract.ts';

/** One line about the server, for people. */
export function stateLine(state: ApplianceState): string {
  switch (state.name) {
    case 'stopped':
      return 'The academy is stopped';
    case 'starting':
      return 'The academy is starting';
    case 'failed':
      return 'The academy could not be started';
    case 'attached':
      return serverLine[state.report.state.name];
  }
}

const serverLine = {
  preparing: 'The academy is starting',
  starting: 'The academy is starting',
  ready: 'The academy is running',
  restarting: 'The academy is restarting',
  recovering: 'The academy is recovering from a crash',
  failed: 'The academy has failed',
  stopping: 'The academy is stopping',
  stopped: 'The academy is stopped',
} as const;
