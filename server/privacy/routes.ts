import { type Actor, holds } from '../platform/http/actor.ts';
import { anyone, may, routes, signedIn } from '../platform/http/routes.ts';
import type { Consents } from './consents.ts';
import { type PrivacyPage, type PrivacySettings, privacyEndpoints } from './contract.ts';
import type { Erasing } from './erasing.ts';
import type { Exporting } from './exporting.ts';
import type { Holding } from './holding.ts';
import type { Inactive } from './inactive.ts';
import type { KeysService } from './keys.ts';
import { personMeant } from './policy.ts';

interface Parts {
  consents: Consents;
  exporting: Exporting;
  erasing: Erasing;
  holding: Holding;
  inactive: Inactive;
  keys: KeysService;
  settings: {
    read(): Promise<PrivacySettings>;
    save(
      change: { [K in keyof PrivacySettings]?: PrivacySettings[K] | undefined },
      actor: Actor,
    ): Promise<PrivacySettings>;
  };
}

export const privacyRoutes = ({ consents, exporting, erasing, holding, inactive, keys, settings }: Parts) =>
  routes(privacyEndpoints, {
    documents: anyone(() => consents.documents()),
    asked: signedIn(({ actor }) => consents.asked(actor)),
    answer: signedIn(
      async ({ body, actor }) => {
        await consents.answer(body, actor);
        return {};
      },
      { inPerson: true },
    ),
    admin: may('settings:read', () => consents.admin()),
    addDocument: may('settings:update', ({ body: { kind, required, ...texts }, actor }) =>
      consents.addDocument(kind, required, texts, actor),
    ),
    addVersion: may('settings:update', ({ params, body, actor }) => consents.addVersion(params.id, body, actor)),
    changeDocument: may('settings:update', ({ params, body, actor }) =>
      consents.changeDocument(params.id, body, actor),
    ),
    page: signedIn(async ({ params, actor }): Promise<PrivacyPage> => {
      const id = personMeant(params.id, actor);
      await erasing.requirePerson(id);
      const [records, exports, erasure, { erasure_days }, held] = await Promise.all([
        consents.history(id),
        exporting.list(id),
        erasing.waiting(id),
        settings.read(),
        holding.of(id),
      ]);
      const hold = held && (holds(actor, 'user:update') ? held : { ...held, reason: null });
      return { records, exports, erasure, erasure_days, hold };
    }),
    askExport: signedIn(({ params, actor }) => exporting.ask(personMeant(params.id, actor), actor), { fresh: true }),
    download: signedIn(({ params, actor }) =>
      exporting.download(personMeant(params.id, actor), params.exportId, actor),
    ),
    preview: signedIn(({ params, actor }) => erasing.preview(personMeant(params.id, actor))),
    erase: signedIn(
      ({ params, body, actor }) => {
        const id = personMeant(params.id, actor);
        if (params.id === 'me') return erasing.ask(id, body.confirm, actor);
        return erasing.eraseNow(id, { confirm: body.confirm, reason: body.reason }, actor);
      },
      { fresh: true },
    ),
    withdraw: signedIn(async ({ params, actor }) => {
      await erasing.withdraw(personMeant(params.id, actor), actor);
      return {};
    }),
    settings: may('settings:read', () => settings.read()),
    saveSettings: may('settings:update', ({ body, actor }) => settings.save(body, actor)),
    hold: may('user:update', async ({ params, body, actor }) => {
      await holding.hold(params.id, body.reason, actor);
      return {};
    }),
    release: may('user:update', async ({ params, actor }) => {
      await holding.release(params.id, actor);
      return {};
    }),
    inactivity: may('settings:read', () => inactive.read()),
    saveInactivity: may('settings:update', ({ body, actor }) => inactive.save(body, actor)),
    previewInactivity: may('settings:read', ({ query }) => inactive.preview(query)),
    keys: may('settings:read', () => keys.read()),
    rotate: may('settings:update', ({ actor }) => keys.rotate(actor), { fresh: true }),
  });
