import type { Translation } from '../../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'help.help': 'Ayuda',
  'help.lead': 'Cada página del producto tiene una. Nada de esto necesita internet.',
  'help.search': 'Buscar en los títulos',
  'help.none': 'Ningún título contiene estas palabras',
  'help.noneLead': 'Pruebe con una palabra de lo que ve en la pantalla.',
  'help.for-learner': 'Aprender',
  'help.for-instructor': 'Enseñar',
  'help.for-admin': 'Cuidar de la academia',
  'help.for-runbook': 'Cuando ocurre algo',
  'help.all': 'Todas las páginas de ayuda',
  'help.backToScreen': 'Volver a esta pantalla',
  'help.failed': 'No se ha podido abrir esta página de ayuda.',
  'help.missing': 'No existe esta página de ayuda',
  'help.missingLead': 'Quizá lo que busca está en la lista de todas las páginas.',
  'help.notYet': 'Esta pantalla no tiene página de ayuda propia.',
};
