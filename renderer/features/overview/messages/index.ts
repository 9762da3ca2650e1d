import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const overviewMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
