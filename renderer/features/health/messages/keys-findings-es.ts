/** What the checks of the academy's keys find. */
import type { Translated } from '../findings.ts';

export const keysFindings: Translated['findings'] = {
  'backup-keys-kept': {
    title: 'Las claves de esta academia están guardadas aparte.',
    detail: 'En las copias cifradas o en un archivo de claves.',
  },
  'backup-keys-nowhere': {
    title: 'Las claves de esta academia no están en ningún otro sitio.',
    detail:
      'Las copias sin cifrar no las llevan. Sin ellas, en otro ordenador se pierden los teléfonos, las aplicaciones de códigos y las contraseñas guardadas.',
    remedy: 'Guarde el archivo de claves o cifre las copias.',
    label: 'Guardar las claves',
  },
  'keys-whole': {
    title: 'Ninguna restauración perdió claves.',
    detail: 'Lo que se guarda cifrado se puede leer.',
  },
  'keys-lost': {
    title: 'Esta academia se restauró sin sus claves.',
    detail:
      'Se perdió: {phones} teléfonos, {factors} aplicaciones de códigos, {settings} contraseñas de servidores, {providers} secretos de proveedores de acceso, el texto de {messages} mensajes. Quien perdió una aplicación entra con su contraseña y un código de recuperación, y la configura de nuevo.',
    remedy:
      'Introduzca de nuevo la contraseña del servidor de correo y los secretos de los proveedores. Este aviso desaparece a los 30 días.',
    label: 'Abrir los ajustes de correo',
  },
};
