import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const scanningMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
