/** How mail is set up and what it says. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import { shown, type Settings } from '../platform/settings/settings.ts';
import type { MailLanguage, MailSettings, Preview, ShownMailSettings, Template, TemplateName } from './contract.ts';
import { canSend } from './delivery-rules.ts';
import { jobOptions } from './outbox.ts';
import type { MailRepository } from './repository.ts';
import { mailSettings } from './settings.ts';
import { type Wording, wrongWith } from './template-rules.ts';
import { allTemplates, describeTemplate, dress, sampleValues, type SiteFace } from './templates.ts';

export interface MailServiceDeps {
  work: Work;
  clock: Clock;
  settings: Settings;
  mail: MailRepository;
  face: () => Promise<SiteFace>;
  logo: () => Promise<Buffer | null>;
}

type Change = { [K in keyof MailSettings]?: MailSettings[K] | undefined };

export type MailService = ReturnType<typeof createMailService>;

export function createMailService({ work, clock, settings, mail, face, logo }: MailServiceDeps) {
  const readSettings = async (): Promise<ShownMailSettings> => {
    const values = await settings.read(mailSettings);
    return { ...shown(mailSettings, values), configured: canSend(values) };
  };
  return {
    settings: readSettings,
    async saveSettings(change: Change, actor: Actor): Promise<ShownMailSettings> {
      const at = instant(clock.now());
      await work.run(async ({ tx, enqueue, record }) => {
        const before = await settings.read(mailSettings, tx);
        requireComplete({ ...before, ...withoutGaps(change) });
        const details = await settings.write(tx, mailSettings, change, at);
        // What waited for the mail server to be set right need not wait longer.
        await mail.sooner(tx, at);
        for (const { id } of await mail.unsettled(tx))
          await enqueue('mail.send', { messageId: id }, jobOptions(id, at));
        await record({
          userId: actor.userId,
          action: 'mail.settings',
          resourceType: 'settings',
          resourceId: null,
          details,
        });
      });
      return readSettings();
    },
    templates: async (): Promise<Template[]> => allTemplates(await mail.wordings()),
    async saveTemplate(
      template: TemplateName,
      language: MailLanguage,
      wording: Wording,
      actor: Actor,
    ): Promise<Template> {
      requireUsable(template, wording);
      await work.run(async ({ tx, record }) => {
        await mail.saveWording(tx, { template, language, ...wording }, actor.userId, instant(clock.now()));
        await record({ userId: actor.userId, action: 'mail.template', resourceType: 'settings', resourceId: null });
      });
      return describeTemplate(template, language, wording);
    },
    async resetTemplate(template: TemplateName, language: MailLanguage, actor: Actor): Promise<Template> {
      await work.run(async ({ tx, record }) => {
        await mail.removeWording(tx, template, language);
        await record({ userId: actor.userId, action: 'mail.template', resourceType: 'settings', resourceId: null });
      });
      return describeTemplate(template, language, undefined);
    },
    async previewTemplate(template: TemplateName, language: MailLanguage, wording: Wording): Promise<Preview> {
      requireUsable(template, wording);
      const picture = await logo();
      const address = picture && `data:image/png;base64,${picture.toString('base64')}`;
      return dress(wording, sampleValues(template, language), await face(), language, address);
    },
  };
}

const withoutGaps = (change: Change): Partial<MailSettings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<MailSettings>;

function requireComplete(values: MailSettings): void {
  if (!values.enabled) return;
  if (values.host === '') refuse('VALIDATION_ERROR', 'Enter the name of the mail server.', { field: 'host' });
  if (values.from_address === '')
    refuse('VALIDATION_ERROR', 'Enter the address that messages come from.', { field: 'from_address' });
}

function requireUsable(template: TemplateName, wording: Wording): void {
  const wrong = wrongWith(template, wording);
  if (wrong) refuse('VALIDATION_ERROR', wrong.reason, { field: wrong.field });
}
