import { defineMessages } from '../../../../platform/messages/index.ts';
import { en } from './en.ts';

export const joiningMessages = defineMessages(en, { es: () => import('./es.ts').then(({ es }) => es) });
