import type { Translation } from '../../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'scanning.title': 'Antivirus',
  'scanning.failed': 'No se pudo preguntar cómo se analizan los archivos.',
  'scanning.works': 'Todo archivo que se sube se analiza en busca de malware.',
  'scanning.worksLead': 'ClamAV {version} en {address} acaba de encontrar el archivo de prueba.',
  'scanning.worksSince':
    'ClamAV {version} en {address} acaba de encontrar el archivo de prueba. Sus firmas son de {time}.',
  'scanning.blind': 'El antivirus responde, pero no encuentra nada.',
  'scanning.blindLead':
    'No encontró el archivo de prueba, que es inofensivo: le faltan las firmas. Deje que freshclam las descargue y reinicie el servicio clamav-daemon.',
  'scanning.away': 'El antivirus no responde.',
  'scanning.awayAuto':
    'Nada responde en {address}. Hasta que vuelva, los archivos se aceptan sin analizar. Inicie el servicio clamav-daemon.',
  'scanning.awayRequired':
    'Nada responde en {address}. Hasta que vuelva, nadie puede subir nada. Inicie el servicio clamav-daemon.',
  'scanning.none': 'En este ordenador no hay antivirus.',
  'scanning.noneLead':
    'Aun así se comprueba el contenido de cada archivo: las imágenes se dibujan de nuevo y los programas no se aceptan. Si aquí suben archivos personas desconocidas, instale ClamAV; se usa por sí solo.',
  'scanning.noneRequired':
    'El análisis es obligatorio, así que nadie puede subir nada. Instale ClamAV o elija otra cosa abajo.',
  'scanning.off': 'Los archivos no se analizan.',
  'scanning.offLead': 'Así se eligió abajo. Aun así se comprueba el contenido de cada archivo.',
  'scanning.again': 'Probar de nuevo',
  'scanning.settings': 'Qué se hace con los archivos',
  'scanning.mode-auto': 'Analizar si hay antivirus',
  'scanning.mode-autoLead':
    'Lo que no puede analizar, porque no responde o porque el archivo es demasiado grande, se acepta; la actividad lo dice.',
  'scanning.mode-required': 'No aceptar nada sin analizar',
  'scanning.mode-requiredLead':
    'Mientras el antivirus no responda, nadie puede subir nada, y los vídeos largos necesitan límites más altos en su configuración.',
  'scanning.mode-off': 'No analizar',
  'scanning.mode-offLead': 'Un antivirus de este ordenador no se usa.',
  'scanning.address': 'Dónde escucha el antivirus',
  'scanning.addressHelp':
    'Déjelo vacío: ClamAV se encuentra donde lo pone el sistema. Si no, su socket, o un puerto de este ordenador como 127.0.0.1:3310.',
  'scanning.save': 'Guardar los cambios',
  'scanning.saved': 'Guardado.',
  'scanning.trying': 'Se está probando el antivirus',
};
