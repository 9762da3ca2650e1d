/** What the tray shows: pure. */
import type { ApplianceState } from '../ipc/contract.ts';

export type TrayFace = 'running' | 'attention' | 'stopped' | 'starting' | 'operation';

export interface TrayView {
  face: TrayFace;
  /** One line about the server, for people. */
  line: string;
  /** 0 to 1 while an operation runs. */
  progress: number | null;
  /** What can be done from here. */
  canStart: boolean;
  canStop: boolean;
  canBackUp: boolean;
}

/** `trouble` is what the academy's health complains of, in one sentence; null when it does not. */
export function trayView(state: ApplianceState, trouble: string | null): TrayView {
  const view = (face: TrayFace, line: string, can: Partial<TrayView> = {}): TrayView => ({
    face,
    line,
    progress: null,
    canStart: false,
    canStop: false,
    canBackUp: false,
    ...can,
  });
  switch (state.name) {
    case 'stopped':
      return view('stopped', 'The academy is stopped', { canStart: true });
    case 'starting':
      return view('starting', 'The academy is starting');
    case 'withheld':
      return view('attention', 'The academy runs; this account may not control it yet');
    case 'failed':
      return view('attention', 'The academy could not be kept running', { canStart: true });
    case 'attached':
      return attached(state.report, trouble, view);
  }
}

type Attached = Extract<ApplianceState, { name: 'attached' }>['report'];
type View = (face: TrayFace, line: string, can?: Partial<TrayView>) => TrayView;

function attached({ state, operation }: Attached, trouble: string | null, view: View): TrayView {
  if (operation && operation.ended_at === null) {
    const percent = Math.round(operation.progress * 100);
    return view('operation', `${operation.title}: ${percent} %`, { progress: operation.progress });
  }
  switch (state.name) {
    case 'ready':
      return trouble
        ? view('attention', trouble, { canStop: true, canBackUp: true })
        : view('running', 'The academy is running', { canStop: true, canBackUp: true });
    case 'preparing':
    case 'starting':
      return view('starting', 'The academy is starting', { canStop: true });
    case 'restarting':
      return view('starting', 'The academy is restarting', { canStop: true });
    case 'operating':
      return view('operation', 'The academy pauses for maintenance', { progress: 0 });
    case 'recovering':
      return view('attention', 'The academy is recovering from a crash', { canStop: true });
    case 'failed':
      return view('attention', 'The academy has failed', { canStop: true });
    case 'damaged':
      return view('attention', 'The academy needs a restore', { canStop: true });
    case 'stopping':
      return view('stopped', 'The academy is stopping');
    case 'stopped':
      return view('stopped', 'The academy is stopped', { canStart: true });
  }
}

/** Pictures of an operation: as many quarters of the ring as are done. */
export const quarterOf = (progress: number): number => Math.min(3, Math.max(0, Math.floor(progress * 4)));
