import type { Translation } from '../../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'settings.academy': 'Academia',
  'settings.academyLead': 'Lo que la gente ve de ella y quién puede entrar.',
  'settings.face': 'Nombre y logotipo',
  'settings.name': 'Nombre de la academia',
  'settings.nameMissing': 'Escriba un nombre.',
  'settings.logo': 'Logotipo',
  'settings.logoHelp':
    'Se ve aquí, en la academia, al iniciar sesión, en los correos y en el cartel. PNG, JPEG o WebP, mejor cuadrado.',
  'settings.chooseLogo': 'Elegir una imagen',
  'settings.changeLogo': 'Elegir otra imagen',
  'settings.removeLogo': 'Usar el signo de Lyceum',
  'settings.logoSaved': 'El logotipo ha cambiado',
  'settings.logoRemoved': 'La academia vuelve a mostrar el signo de Lyceum',
  'settings.logoTooLarge': 'Esta imagen pasa de 8 MB. Elija una más pequeña.',
  'settings.accent': 'Color de acento',
  'settings.accentHelp':
    'Para botones, enlaces y la placa. Usted elige el tono; la claridad y la fuerza quedan fijas para que todo se lea bien, con luz y a oscuras.',
  'settings.hue': 'Tono',
  'settings.hueOf': '{hue} grados',
  'settings.ownBlue': 'El azul de Lyceum',
  'settings.contrast': 'Contraste de {ratio} : 1 como mínimo. Se lee con comodidad a partir de 4,5 : 1.',
  'settings.nearOk':
    'Cerca del verde de «todo va bien». Los estados conservan su icono y su palabra, pero un color más lejano es más tranquilo.',
  'settings.nearWarn':
    'Cerca del ámbar de los avisos. Los estados conservan su icono y su palabra, pero un color más lejano es más tranquilo.',
  'settings.nearBad':
    'Cerca del rojo de las averías. Los estados conservan su icono y su palabra, pero un color más lejano es más tranquilo.',
  'settings.sampleButton': 'Seguir',
  'settings.sampleLink': 'y un enlace',
  'settings.light': 'Claro',
  'settings.dark': 'Oscuro',
  'settings.people': 'Entrar y pedir ayuda',
  'settings.registration': 'Quién puede entrar',
  'settings.open': 'Cualquiera',
  'settings.openDetail': 'Quien llegue a la academia puede crear una cuenta de alumno.',
  'settings.byInvitation': 'Quien tiene una invitación',
  'settings.byInvitationDetail':
    'Usted crea invitaciones: un enlace, un código QR y un código corto para una clase o una pared.',
  'settings.toInvitations': 'Crear invitaciones en Usuarios',
  'settings.verifyEmail': 'Las personas nuevas confirman su correo',
  'settings.verifyEmailHelp':
    'Reciben un correo con un enlace y entran al abrirlo. Si no hay correo configurado, entran enseguida.',
  'settings.closed': 'Nadie por su cuenta',
  'settings.closedDetail': 'La administración crea todas las cuentas. Las invitaciones para registrarse descansan.',
  'settings.support': 'A quién pedir ayuda',
  'settings.supportHelp':
    'Un nombre con una sala, un número o una dirección. Se ve donde alguien no puede entrar, en las hojas y en los correos.',
  'settings.supportHint': 'Marisol Vega, sala 4, teléfono 12',
  'settings.language': 'Idioma y hora',
  'settings.siteLanguage': 'Idioma de la academia',
  'settings.siteLanguageHelp':
    'El de los correos, y el de quienes llegan con un navegador que no pide ninguno de los nuestros. Cada cual puede elegir el suyo.',
  'settings.timeZone': 'Zona horaria',
  'settings.timeZoneHelp': 'Es la del reloj de este ordenador. Los alumnos ven las horas en la suya.',
  'settings.address': 'Dirección en los enlaces',
  'settings.addressHelp':
    'Adónde llevan los enlaces de los correos, de las hojas y de los códigos QR. Déjela vacía y Lyceum toma la dirección que usted usa, o la de la red.',
  'settings.addressHint': 'https://academy.example.org',
  'settings.save': 'Guardar cambios',
  'settings.saved': 'Guardado',
  'settings.discard': 'Descartar',
  'settings.failed': 'No se pudieron cargar los ajustes.',
};
