/** What workers and the control server may ask of the supervisor. */
import { type Appliance, NO_LAUNCHER, OperationRequest } from './contract.ts';
import type { SupervisorParts } from './index.ts';
import { reportOf, type Vitals } from './vitals.ts';

export function createAppliance(parts: SupervisorParts, vitals: Vitals): Appliance {
  const operations = () => {
    if (!vitals.operations || vitals.state.name === 'preparing')
      throw new Error('The server is not ready for that yet.');
    return vitals.operations;
  };
  return {
    report: async () => reportOf(vitals, parts),
    async operate(request) {
      const { plan, secret } = OperationRequest.parse(request);
      if (plan.relaunch && !parts.hasLauncher) throw new Error(NO_LAUNCHER);
      return operations().begin(plan, secret);
    },
    cancel: async () => operations().cancel(),
  };
}
