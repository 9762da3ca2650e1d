/** What the checks of the record and of the encryption key find, in Spanish. */
import type { Translated } from '../findings.ts';

export const trustFindings: Translated['findings'] = {
  'ledger-intact': {
    title: 'El registro de quién hizo qué está intacto.',
    detail: 'Cada entrada está encadenada a la anterior y sellada, de modo que un cambio se notaría.',
  },
  'ledger-broken': {
    title: 'El registro de quién hizo qué se alteró o dañó en la entrada {entry}.',
    detail: 'Quien puede escribir en la base de datos lo cambió, o el disco está dañado.',
    remedy:
      'Deje esta base de datos como está y exporte el registro. Compárelo con el de una copia anterior y averigüe quién puede escribir en la base de datos.',
    label: 'Abrir el registro',
  },
  'ledger-unverified': {
    title: 'Hace {days} días que no se comprueba el registro de quién hizo qué.',
    detail: 'Se comprueba cada noche. Quizá el ordenador está apagado entonces.',
    remedy: 'Compruébelo ahora; dura segundos.',
    label: 'Comprobar ahora',
  },
  'sealing-key-young': { title: 'La clave de cifrado se usa desde el {since}.', detail: '' },
  'sealing-key-old': {
    title: 'La clave de cifrado se usa desde hace {months} meses.',
    detail: 'Pasados dos años, una nueva limita lo que podría leer quien hubiera averiguado la antigua.',
    remedy: 'Una clave nueva se crea con un botón. Todo sigue legible mientras toma el relevo.',
    label: 'Abrir privacidad',
  },
};
