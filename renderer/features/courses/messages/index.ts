import { defineMessages } from '../../../platform/messages/index.ts';
import { en } from './en.ts';

export const coursesMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
