import { may, routes } from '../platform/http/routes.ts';
import { mailEndpoints } from './contract.ts';
import type { Outbox } from './outbox.ts';
import type { MailService } from './service.ts';

export const mailRoutes = (service: MailService, outbox: Outbox) =>
  routes(mailEndpoints, {
    settings: may('mail:read', () => service.settings()),
    saveSettings: may('mail:update', ({ body, actor }) => service.saveSettings(body, actor), { fresh: true }),
    test: may('mail:update', ({ body, actor }) => outbox.test(body.to, body.language, actor)),
    list: may('mail:read', ({ query }) => outbox.list(query)),
    counts: may('mail:read', () => outbox.counts()),
    read: may('mail:read', ({ params }) => outbox.read(params.id)),
    preview: may('mail:read', ({ params }) => outbox.preview(params.id)),
    resend: may('mail:update', ({ params, actor }) => outbox.resend(params.id, actor)),
    cancel: may('mail:update', ({ params, actor }) => outbox.cancel(params.id, actor)),
    templates: may('mail:read', () => service.templates()),
    saveTemplate: may('mail:update', ({ params, body, actor }) =>
      service.saveTemplate(params.template, params.language, body, actor),
    ),
    resetTemplate: may('mail:update', ({ params, actor }) =>
      service.resetTemplate(params.template, params.language, actor),
    ),
    previewTemplate: may('mail:update', ({ params, body }) =>
      service.previewTemplate(params.template, params.language, body),
    ),
  });
