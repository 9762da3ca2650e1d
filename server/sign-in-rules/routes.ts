import { anyone, may, routes } from '../platform/http/routes.ts';
import { signInRulesEndpoints } from './contract.ts';
import { PRESETS } from './rules.ts';
import type { SignInRulesService } from './service.ts';
import { STIG_ITEMS } from './stig-rules.ts';

export const signInRulesRoutes = (rules: SignInRulesService) =>
  routes(signInRulesEndpoints, {
    read: may('settings:read', () => rules.rules()),
    presets: may('settings:read', async () => ({ ...PRESETS, stig_items: [...STIG_ITEMS] })),
    notice: anyone(async () => (await rules.rules()).banner),
    update: may('settings:update', ({ body, actor, from }) => rules.update(body, actor, from.ip), { fresh: true }),
    lock: may('user:update', async ({ params }) => ({ lock: await rules.lockOf(params.id) })),
    unlock: may('user:update', async ({ params, actor }) => {
      await rules.unlock(params.id, actor);
      return {};
    }),
  });
