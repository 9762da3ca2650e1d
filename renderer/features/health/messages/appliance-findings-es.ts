/** What backups, mail, updates, upkeep and the network find, in Spanish, by their code. */
import type { Translated } from '../findings.ts';
import { keysFindings } from './keys-findings-es.ts';
import { scanningFindings } from './scanning-findings-es.ts';
import { trustFindings } from './trust-findings-es.ts';

const BACK_UP = { remedy: 'Haga ahora una copia. Al terminar se demuestra.', label: 'Hacer una copia ahora' };
const BACKUPS = 'Abrir las copias';
const NETWORK = 'Ver la red';
const HTTPS = 'Ver HTTPS';
const REHEARSED = 'Una actualización se ensaya antes en una copia y se deshace sola si algo falla.';

const backupFindings: Translated['findings'] = {
  'backup-none': {
    title: 'Todavía no hay ninguna copia demostrada.',
    detail: 'Si el ordenador se rompiera ahora, se perdería todo.',
    ...BACK_UP,
  },
  'backup-off': {
    title: 'Las copias están desactivadas y no hay ninguna.',
    detail: 'Si el ordenador se rompiera ahora, se perdería todo.',
    remedy: 'Active las copias.',
    label: BACKUPS,
  },
  'backup-recent': {
    title: 'La última copia es reciente y está demostrada.',
    detail: 'Se restauró, se abrió y se sirvió.',
  },
  'backup-late': {
    title: 'La última copia demostrada tiene {days} días.',
    detail: 'Lo aprendido desde entonces se perdería con el disco.',
    ...BACK_UP,
  },
  'backup-none-tried': { title: 'Todavía no se ha intentado ninguna copia.', detail: '' },
  'backup-worked': { title: 'La última copia salió bien.', detail: 'Nada la impidió.' },
  'backup-failed': {
    title: 'La última copia falló.',
    detail: 'La página de las copias dice por qué y qué ayuda. Las copias anteriores siguen ahí.',
    remedy: 'Arregle lo que lo impidió y haga otra copia.',
    label: 'Intentar de nuevo',
  },
  'backup-place-there': { title: 'El lugar de las copias está ahí.', detail: '{places}' },
  'backup-disk-missing': {
    title: 'El disco de las copias no está conectado.',
    detail: 'Mientras «{name}» falte, no se guarda ninguna copia en él.',
    remedy: 'Conecte el disco de nuevo.',
    label: BACKUPS,
  },
  'backup-place-missing': {
    title: 'No se llega al lugar de las copias.',
    detail: 'Mientras «{name}» falte, no se guarda ninguna copia en él. La página de las copias dice por qué.',
    remedy: 'Haga que el lugar responda de nuevo, o elija otro.',
    label: BACKUPS,
  },
  'backup-room-enough': { title: 'Hay sitio para las copias.', detail: 'Al ritmo de las últimas semanas.' },
  'backup-room-short': {
    title: '«{name}» se llenará en unos {days} días.',
    detail: 'Sin sitio fallarán las próximas copias.',
    remedy: 'Conserve menos copias o elija un lugar más grande.',
    label: BACKUPS,
  },
  'backup-room-full': {
    title: '«{name}» está casi lleno.',
    detail: 'Sin sitio fallarán las próximas copias.',
    remedy: 'Conserve menos copias o elija un lugar más grande.',
    label: BACKUPS,
  },
  'backup-same-disk': {
    title: 'Las copias están en el mismo disco que la academia.',
    detail: 'Ayudan contra los errores, pero no contra un ordenador roto o robado.',
    remedy: 'Elija un disco USB, una carpeta de red o un almacén S3.',
    label: 'Elegir un lugar',
  },
  'backup-not-encrypted': {
    title: 'Las copias salen de este ordenador sin cifrar.',
    detail: 'Quien encuentre el disco o abra la carpeta puede leer todo lo que la gente escribió y aprendió.',
    remedy: 'Ponga una frase de contraseña y apúntela.',
    label: 'Cifrar las copias',
  },
  'backup-apart': { title: 'Las copias están fuera de este ordenador y cifradas.', detail: '{places}' },
};

const mailFindings: Translated['findings'] = {
  'mail-works': { title: 'El correo sale por {server}.' },
  'mail-not-set-up': {
    title: 'El correo no está configurado.',
    detail: 'Las invitaciones y las contraseñas nuevas van por enlaces de un solo uso y códigos QR, que entrega usted.',
    remedy: 'Ponga un servidor de correo si la academia debe enviarlas por sí sola.',
    label: 'Configurar el correo',
  },
  'mail-broken': {
    title: 'El correo no sale.',
    detail:
      'Las invitaciones, las contraseñas nuevas y los avisos esperan en la bandeja de salida. El último mensaje dice allí por qué.',
    remedy: 'Corrija los ajustes de correo y envíe un mensaje de prueba. Lo que espera se envía después por sí solo.',
    label: 'Abrir los ajustes de correo',
  },
  'second-factor-there': { title: 'Todos los administradores tienen un segundo factor.' },
  'second-factor-missing': {
    title: 'Administradores aún sin segundo factor: {count}.',
    detail: 'Quien conozca la contraseña de un administrador puede hacer aquí cualquier cosa.',
    remedy: 'Una aplicación en el teléfono o una llave de acceso se configura en dos minutos.',
    label: 'Configurar un segundo factor',
  },
  'second-factor-advised': {
    title: 'Administradores protegidos solo por una contraseña: {count}.',
    detail: 'Quien conozca la contraseña de un administrador puede hacer aquí cualquier cosa.',
    remedy: 'Una aplicación en el teléfono o una llave de acceso se configura en dos minutos.',
    label: 'Configurar un segundo factor',
  },
  'outbox-moves': { title: 'Ningún mensaje espera mucho.' },
  'outbox-stuck': {
    title: 'Hay mensajes esperando en la bandeja de salida.',
    detail: 'Mensajes que esperan: {count}. El más antiguo, desde hace {hours} h.',
    remedy: 'Mire qué respondió por última vez el servidor de correo.',
    label: 'Abrir la bandeja de salida',
  },
};

const updateFindings: Translated['findings'] = {
  'update-none': { title: 'Funciona Lyceum {version}; no espera nada más nuevo.', detail: 'No hay nada que hacer.' },
  'update-available': {
    title: 'Se puede instalar Lyceum {version}.',
    detail: REHEARSED,
    remedy: 'Lea las novedades y actualice cuando nadie esté aprendiendo.',
    label: 'Abrir actualizaciones',
  },
  'update-overdue': {
    title: 'Lyceum {version} espera desde hace {days} días.',
    detail: REHEARSED,
    remedy: 'Lea las novedades y actualice cuando nadie esté aprendiendo.',
    label: 'Abrir actualizaciones',
  },
  'update-stayed': { title: 'La última actualización se quedó.', detail: 'No hay nada que hacer.' },
  'update-rolled-back': {
    title: 'La actualización a {version} se deshizo.',
    detail: 'Funciona la versión anterior, con los datos tal como estaban. {reason}',
    remedy: 'Ensáyela otra vez, o espere a la versión siguiente.',
    label: 'Abrir actualizaciones',
  },
};

const upkeepFindings: Translated['findings'] = {
  'upkeep-not-yet': {
    title: 'El mantenimiento aún no se ha hecho; se hará esta noche.',
    detail: 'De noche se retiran sesiones viejas, trabajos terminados y restos.',
  },
  'upkeep-ran': {
    title: 'El mantenimiento se hizo hace {hours} h.',
    detail: 'De noche se retiran sesiones viejas, trabajos terminados y restos.',
  },
  'upkeep-late': {
    title: 'Hace {days} días que no se hace el mantenimiento.',
    detail:
      'Se acumulan sesiones viejas, trabajos y restos, y la base de datos crece. Quizá el ordenador se apaga de noche.',
    remedy: 'Hágalo ahora, o elija una hora en la que el ordenador esté encendido.',
    label: 'Hacer el mantenimiento ahora',
  },
};

const NAME = {
  remedy: 'Use la dirección y el código QR. Si el nombre importa, mire si un cortafuegos cierra el puerto 5353 (UDP).',
  label: NETWORK,
};

const networkFindings: Translated['findings'] = {
  'network-none': {
    title: 'Este ordenador no está en ninguna red.',
    detail: 'La academia funciona, pero solo en este ordenador: ningún alumno puede llegar a ella.',
    remedy:
      'Conecte un cable de red, o conecte este ordenador a la wifi. La dirección para los alumnos aparecerá por sí sola.',
    label: NETWORK,
  },
  'network-answers': { title: 'La academia responde en {host}, puerto {port}.' },
  'network-silent': {
    title: 'La academia no responde en {hosts}.',
    detail: 'Se le preguntó en el puerto {port} desde este mismo ordenador, así que nadie más llega a ella por ahí.',
    remedy: 'Reinicie el servidor. Si no ayuda, mire si se le dijo que escuchara en otra dirección (LYCEUM_HOST).',
    label: NETWORK,
  },
  'networks-one': { title: 'Este ordenador tiene una dirección para los alumnos.' },
  'networks-several': {
    title: 'Este ordenador tiene {count} direcciones: {hosts}.',
    detail: 'Los alumnos usan la de su propia red.',
  },
  'networks-several-named': {
    title: 'Este ordenador tiene {count} direcciones: {hosts}.',
    detail: 'Los alumnos usan la de su propia red. El nombre corto lleva a cada cual a la suya.',
  },
  'name-works': { title: 'El nombre {name} funciona en esta red.' },
  'name-other': {
    title: 'Otro dispositivo se llama {wanted}, así que la academia es {name}.',
    detail: 'Los alumnos usan ese nombre, o la dirección. Elija otro para tener uno propio.',
  },
  'name-off': { title: 'No se anuncia ningún nombre corto en la red, como se eligió.' },
  'name-waiting': { title: 'El nombre corto se anuncia en cuanto haya una red.' },
  'name-unavailable': {
    title: 'El nombre {name} no funciona.',
    detail:
      'No se puede usar el puerto 5353, por el que se anuncian los nombres ({reason}). La dirección en números funciona igual.',
    ...NAME,
  },
  'name-unheard': {
    title: 'El nombre {name} no funciona.',
    detail:
      'Se anunció en la red, pero una pregunta por él quedó sin respuesta. La dirección en números funciona igual.',
    ...NAME,
  },
  'firewall-none': { title: 'Ningún cortafuegos de este ordenador cierra el paso a los alumnos.' },
  'firewall-open': { title: 'El cortafuegos ({firewall}) deja pasar a los alumnos.' },
  'firewall-closed': {
    title: 'El cortafuegos ({firewall}) cierra el paso a los alumnos.',
    detail: 'No tiene ninguna regla que deje entrar por el puerto {port}. Lyceum no cambia nada ahí por su cuenta.',
    remedy: 'Pida a quien cuida de este ordenador que escriba: {command}',
    label: NETWORK,
  },
  'firewall-unknown': {
    title: 'Hay un cortafuegos activo ({firewall}).',
    detail: 'Si deja entrar por el puerto {port} solo lo ve su administrador. Una prueba desde un teléfono lo dice.',
    remedy: 'Pida a quien cuida de este ordenador que escriba: {command}',
    label: NETWORK,
  },
  'poster-none': { title: 'Todavía no se ha impreso ningún cartel.' },
  'poster-right': { title: 'La dirección impresa sigue llevando aquí.' },
  'poster-wrong': {
    title: 'La dirección de los carteles impresos ya no lleva aquí.',
    detail: 'Dicen {url}. La dirección de ahora está en la página de la red.',
    remedy:
      'Imprima el cartel de nuevo. Para que siga siendo correcto, haga que el rúter dé siempre a este ordenador la misma dirección (una «reserva DHCP»).',
    label: 'Imprimir un cartel nuevo',
  },
};

const ENDS = {
  detail:
    'Desde entonces los navegadores rechazan las direcciones que empiezan por https. Las sencillas siguen funcionando.',
  label: HTTPS,
};

const httpsFindings: Translated['findings'] = {
  'https-off': { title: 'Las conexiones no se cifran, como se eligió.' },
  'https-works': { title: 'HTTPS funciona; el certificado vale {days} días más.' },
  'https-no-certificate': {
    title: 'Falta el certificado de HTTPS.',
    detail: 'Su archivo no está o está dañado. Las direcciones que empiezan por https no funcionan; las sencillas, sí.',
    remedy: 'Haga o suba el certificado otra vez.',
    label: HTTPS,
  },
  'https-expired': {
    title: 'El certificado de HTTPS ha caducado.',
    remedy: 'Renueve el certificado, o suba uno nuevo si se lo da otro emisor.',
    ...ENDS,
  },
  'https-expires': {
    title: 'El certificado de HTTPS caduca en {days} días.',
    remedy: 'Renueve el certificado, o suba uno nuevo si se lo da otro emisor.',
    ...ENDS,
  },
  'https-silent': {
    title: 'HTTPS no responde en este ordenador.',
    detail: 'Otro programa ocupa su puerto, o no se puede usar. Las direcciones sencillas siguen funcionando.',
    remedy: 'Cierre el otro programa, o dé otro puerto a HTTPS con LYCEUM_HTTPS_PORT.',
  },
  'https-problem': {
    title: 'Hay que mirar el certificado.',
    detail: 'Los ajustes de HTTPS dicen qué le pasa.',
    remedy: 'Abra los ajustes de HTTPS.',
    label: HTTPS,
  },
};

export const applianceFindings: Translated['findings'] = {
  ...backupFindings,
  ...keysFindings,
  ...mailFindings,
  ...updateFindings,
  ...upkeepFindings,
  ...trustFindings,
  ...scanningFindings,
  ...networkFindings,
  ...httpsFindings,
};
