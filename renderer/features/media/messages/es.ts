import type { Translation } from '../../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'media.waiting': 'Esperando su turno',
  'media.checking': 'Se está comprobando y guardando',
  'media.stored': 'Guardado',
  'media.paused': 'En pausa',
  'media.offline': 'Sin conexión. Continúa por sí solo.',
  'media.refused': 'No aceptado',
  'media.refusedWhy': 'El servidor no aceptó «{name}».',
  'media.left': 'Quedan {time}',
  'media.amount': '{sent} de {size}',
  'media.speed': '{sent} de {size}, {speed}/s',
  'media.pause': 'Pausar {name}',
  'media.resume': 'Continuar con {name}',
  'media.cancel': 'Cancelar {name}',
  'media.remove': 'Quitar {name} de la lista',
  'media.retry': 'Volver a intentar',
  'media.progress': 'Subida de {name}',
};
