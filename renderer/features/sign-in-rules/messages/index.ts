import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const rulesMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
