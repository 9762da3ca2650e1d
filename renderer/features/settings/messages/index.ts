import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const settingsMessages = defineMessages(en, { es: () => import('./es.ts').then(module => module.es) });
