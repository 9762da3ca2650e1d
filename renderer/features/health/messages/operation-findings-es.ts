/** The findings about restores and moves in Spanish, by their code. */
import type { Translated } from '../findings.ts';

const SAFE = 'Todo está como estaba antes de empezar; no se ha perdido ninguna persona, respuesta ni archivo.';
const STOPPED = `El ordenador o el servidor se paró a la mitad. ${SAFE}`;
const AGAIN_AT_START = 'Se intenta volver atrás de nuevo en cada arranque del servidor. Por qué: {reason}';
const DO_NOT_DELETE =
  'Reinicie el servidor y no borre nada de su carpeta. Si continúa, guarde el archivo de soporte en Actividad y pida ayuda.';
const ACTIVITY = 'Abrir Actividad';

/** One that was undone, one that was interrupted, one that could not be undone. */
const told = (code: string, name: string, again: string, label: string): Translated['findings'] => ({
  [`${code}-undone`]: {
    title: `${name} no funcionó.`,
    detail: `${SAFE} Por qué: {reason}`,
    remedy: `Resuelva lo que lo impidió y ${again}`,
    label,
  },
  [`${code}-interrupted`]: {
    title: `${name} se interrumpió.`,
    detail: STOPPED,
    remedy: `Asegúrese de que el ordenador siga encendido y ${again}`,
    label,
  },
  [`${code}-failed`]: {
    title: `${name} falló y no se pudo deshacer del todo.`,
    detail: AGAIN_AT_START,
    remedy: DO_NOT_DELETE,
    label: ACTIVITY,
  },
});

export const operationFindings: Translated['findings'] = {
  'operation-ok': { title: 'No hubo que deshacer nada de lo que se empezó.' },
  ...told(
    'restore',
    'La restauración',
    'empiece de nuevo la restauración, o elija otra copia.',
    'Abrir copias de seguridad',
  ),
  ...told('move', 'El traslado de la base de datos', 'empiece de nuevo el traslado.', 'Abrir base de datos'),
  ...told('operation', 'El trabajo en la academia', 'empiécelo de nuevo.', ACTIVITY),
};
