import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const ssoMessages = defineMessages(en, { es: () => import('./es.ts').then(module => module.es) });
