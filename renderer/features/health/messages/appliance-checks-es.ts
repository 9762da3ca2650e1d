/** Names of the checks of backups, mail, updates, upkeep and the network, in Spanish. */
import type { Translated } from '../findings.ts';

export const applianceChecks: Translated['checks'] = {
  'backup-age': 'Edad de la última copia demostrada',
  'backup-run': 'La última copia',
  'backup-place': 'El lugar de las copias',
  'backup-room': 'Sitio para las copias',
  'backup-apart': 'Copias fuera de este ordenador',
  'backup-keys': 'Las claves de esta academia',
  'restored-keys': 'Claves tras una restauración',
  'mail-works': 'Envío de correo',
  'second-factor': 'Segundo factor de los administradores',
  'mail-outbox': 'Mensajes que esperan',
  'update-waiting': 'Versiones más nuevas',
  'update-outcome': 'La última actualización',
  upkeep: 'Mantenimiento nocturno',
  'malware-scan': 'Antivirus',
  'sealing-key': 'Edad de la clave de cifrado',
  'ledger-intact': 'El registro de quién hizo qué',
  'network-address': 'Dirección para los alumnos',
  'network-several': 'Redes',
  'network-name': 'Nombre corto',
  'network-firewall': 'Cortafuegos de este ordenador',
  'network-poster': 'Carteles impresos',
  https: 'HTTPS',
};
