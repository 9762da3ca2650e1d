import type { Translation } from '../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'academy.home': 'Inicio',
  'academy.catalogue': 'Catálogo',
  'academy.achievements': 'Logros',
  'academy.people': 'Mi gente',
  'academy.me': 'Yo',
  'academy.studio': 'Estudio',
  'academy.console': 'Consola',
  'academy.signIn': 'Iniciar sesión',
  'academy.signOut': 'Cerrar sesión',
  'academy.search': 'Buscar en el catálogo',
  'academy.account': 'Su cuenta, {name}',
  'academy.profile': 'Su perfil',
  'academy.security': 'Acceso y seguridad',
  'academy.help': 'Ayuda',
  'academy.theme': 'Apariencia',
  'academy.themeAuto': 'Como el sistema',
  'academy.themeLight': 'Clara',
  'academy.themeDark': 'Oscura',
  'academy.language': 'Idioma',
  'academy.chosen': '{choice}, elegido',
  'academy.offlineLead': 'Lo que está abierto se puede seguir leyendo. Los cambios se envían al volver la conexión.',
  'academy.notFound': 'Esta página no existe',
  'academy.notFoundLead': 'Puede que la dirección tenga un error o que lo que había aquí se haya retirado.',
  'academy.forbidden': 'Esta página es para otras personas',
  'academy.forbiddenLead':
    'Su cuenta no puede abrirla. Si cree que debería, pregunte a la administración de la academia.',
  'academy.goHome': 'Ir a su página de inicio',
};
