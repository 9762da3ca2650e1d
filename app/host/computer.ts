/** The computer that the console stands on: starting at boot, the window's habits, who may control. */
import { app } from 'electron';
import type { Appliance } from '../appliance/appliance.ts';
import type { ComputerFacts, Outcome, WindowHabits } from '../ipc/contract.ts';
import type { Memory } from './memory.ts';
import { portOf } from './server.ts';
import type { HostService } from './service.ts';

interface Parts {
  appliance: Appliance;
  memory: Memory;
  service: HostService;
  /** Name of the account at the computer. */
  person: string;
  host: string;
}

export interface Computer {
  facts(): Promise<ComputerFacts>;
  setStartAtBoot(on: boolean): Promise<Outcome>;
  setWindow(habits: WindowHabits): void;
  useOther(): void;
  askControl(): Promise<Outcome>;
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

export function computerOf({ appliance, memory, service, person, host }: Parts): Computer {
  return {
    async facts() {
      const status = await service.refresh();
      const { closing, opens_at_sign_in } = memory.read();
      return {
        console_version: app.getVersion(),
        system: SYSTEMS[process.platform] ?? process.platform,
        host,
        start_at_boot: bootOf(status, appliance.dataFolder()),
        service_user: status.installed ? status.user : null,
        person,
        window: { closing, opens_at_sign_in },
      };
    },
    async setStartAtBoot(on) {
      if (!on) return service.switchOff();
      const url = appliance.url();
      const port = url ? Number(new URL(url).port || 80) : portOf(process.env, memory);
      return service.switchOn(appliance.dataFolder(), port);
    },
    setWindow(habits) {
      memory.change(habits);
      app.setLoginItemSettings({ openAtLogin: habits.opens_at_sign_in, args: ['--hidden'] });
    },
    useOther() {
      const state = appliance.state();
      const other = state.name === 'failed' ? state.trouble.other : undefined;
      if (!other) throw new Error('There is no other academy on this computer to turn to.');
      memory.change({ data_folder: other.data_folder });
      appliance.turnTo(other.data_folder);
    },
    askControl: () => service.allow(person),
  };
}

function bootOf(
  { supported, enabled, data_folder }: { supported: boolean; enabled: boolean; data_folder: string | null },
  folder: string,
): ComputerFacts['start_at_boot'] {
  if (!supported) return 'unsupported';
  if (!enabled) return 'off';
  return data_folder === folder ? 'on' : 'elsewhere';
}
