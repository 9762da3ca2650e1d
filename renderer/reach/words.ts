import { reachEn } from '../features/network/messages/reach-en.ts';
import { reachEs } from '../features/network/messages/reach-es.ts';

const en = {
  title: 'Can this phone reach the academy?',
  busy: 'Trying everything a learner needs. This takes a few seconds.',
  good: 'Yes, and everything works.',
  goodLead: 'The console shows the same. You can close this page.',
  fair: 'Yes, with one thing to know.',
  fairLead: 'What to do stands below each line, and in the console.',
  bad: 'Not yet.',
  badLead: 'What to do stands below the line with the cross, and in the console.',
  ended: 'This test has ended.',
  endedLead: 'A code works once, for fifteen minutes. Choose “Test from a phone” in the console and scan the new one.',
  lost: 'The connection broke off.',
  lostLead: 'Stay near the access point and open this page once more.',
  open: 'Open the academy',
  trust: 'Trust this academy',
  'try-address': 'Address',
  'try-name': 'Short name',
  'try-times': 'Time of answers and clock',
  'try-speed': 'Speed',
  'try-https': 'Encrypted connection',
  ...reachEn,
};

const es: Record<keyof typeof en, string> = {
  title: '¿Llega este teléfono a la academia?',
  busy: 'Probando todo lo que necesita un alumno. Tarda unos segundos.',
  good: 'Sí, y todo funciona.',
  goodLead: 'La consola muestra lo mismo. Puede cerrar esta página.',
  fair: 'Sí, con algo que conviene saber.',
  fairLead: 'Qué hacer está debajo de cada línea y en la consola.',
  bad: 'Todavía no.',
  badLead: 'Qué hacer está debajo de la línea con la cruz y en la consola.',
  ended: 'Esta prueba ha terminado.',
  endedLead:
    'Un código sirve una vez, durante quince minutos. Elija «Probar desde un teléfono» en la consola y escanee el nuevo.',
  lost: 'Se cortó la conexión.',
  lostLead: 'Quédese cerca del punto de acceso y abra esta página otra vez.',
  open: 'Abrir la academia',
  trust: 'Confiar en esta academia',
  'try-address': 'Dirección',
  'try-name': 'Nombre corto',
  'try-times': 'Tiempo de respuesta y reloj',
  'try-speed': 'Velocidad',
  'try-https': 'Conexión cifrada',
  ...reachEs,
};

export const reachWords = { en, es };
export type ReachWord = keyof typeof en;
