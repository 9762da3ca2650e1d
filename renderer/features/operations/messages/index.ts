import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';
import { en as settings } from './settings-en.ts';

export const operationsMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
/** What settings are called, by `restored.group.field` and `restored.group.field=value`. */
export const settingMessages = defineMessages(settings, { es: () => import('./settings-es.ts').then(({ es }) => es) });
