/** A worker's way to ask the supervisor, over the channel between them. */
import type { Appliance, ServerReport } from './contract.ts';
import type { Asked, SupervisorMessage, WorkerMessage } from './messages.ts';

interface ApplianceLink {
  /** Resolves when the port is free for those who serve. */
  port(): Promise<void>;
  appliance: Appliance;
  answered(message: SupervisorMessage & { lyceum: 'answer' }): void;
}

export function createApplianceLink(send: (message: WorkerMessage) => void): ApplianceLink {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  const ask = (asked: Asked) => {
    const number = ++count;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(number, answer);
    send({ lyceum: 'ask', number, asked });
    return answer.promise;
  };
  return {
    port: async () => void (await ask({ what: 'port' })),
    appliance: {
      report: async () => (await ask({ what: 'report' })) as ServerReport,
      operate: async request => (await ask({ what: 'operate', request })) as { id: string },
      cancel: async () => void (await ask({ what: 'cancel' })),
    },
    answered({ number, value, error }) {
      const answer = waiting.get(number);
      waiting.delete(number);
      if (error === null) answer?.resolve(value);
      else answer?.reject(new Error(error));
    },
  };
}

/** For an academy that nobody supervises: in tests, and while the command line works on a folder. */
export const noAppliance: Appliance = {
  report: () => Promise.reject(new Error(ALONE)),
  operate: () => Promise.reject(new Error(ALONE)),
  cancel: () => Promise.reject(new Error(ALONE)),
};

const ALONE = 'This server runs without a supervisor.';
