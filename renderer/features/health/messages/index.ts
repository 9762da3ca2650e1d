import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const healthMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
