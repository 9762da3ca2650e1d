import type { Translation } from '../../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'factors.stepLead': 'Demuestre una vez más que es usted.',
  'factors.appGone':
    'La academia ya no conoce su aplicación. Entre con un código de recuperación y configure la aplicación otra vez en su página «Acceso y seguridad».',
  'factors.code': 'Código de su aplicación',
  'factors.codeHelp': 'Seis cifras, nuevas cada 30 segundos.',
  'factors.codeMissing': 'Escriba las seis cifras que muestra su aplicación.',
  'factors.codeWrong': 'Este código no es correcto o ya se usó. Espere el siguiente y escríbalo.',
  'factors.recoveryCode': 'Código de recuperación',
  'factors.recoveryHelp': 'Uno de los diez que guardó. Cada uno vale una vez.',
  'factors.recoveryMissing': 'Escriba uno de sus códigos de recuperación.',
  'factors.recoveryWrong': 'No es uno de sus códigos de recuperación, o ya se usó.',
  'factors.goOn': 'Entrar',
  'factors.useApp': 'Usar la aplicación',
  'factors.useRecovery': 'Usar un código de recuperación',
  'factors.usePasskey': 'Usar una llave de acceso',
  'factors.signInPasskey': 'Usar una llave de acceso',
  'factors.or': 'o',
  'factors.back': 'Empezar de nuevo',
  'factors.lost':
    '¿No tiene a mano ni el teléfono ni los códigos? Pida a un administrador de la academia que restablezca sus segundos factores.',
  'factors.over': 'Este acceso tardó demasiado o se intentó demasiadas veces. Empiece de nuevo.',
  'factors.passkeyUnknown':
    'Esta llave de acceso no se conoce aquí. Entre de otra manera y configúrela de nuevo después.',
  'factors.passkeyStopped': 'No se usó ninguna llave de acceso. Inténtelo otra vez o entre de otra manera.',
  'factors.tooOften': {
    one: 'Demasiados intentos. Espere {count} minuto y vuelva a intentarlo.',
    other: 'Demasiados intentos. Espere {count} minutos y vuelva a intentarlo.',
  },

  'factors.waysIn': 'Aplicaciones, llaves de acceso y códigos de recuperación',
  'factors.loadFailed': 'No se puede mostrar cómo demuestra quién es',
  'factors.apps': 'Aplicación de códigos',
  'factors.appsLead':
    'Una aplicación en su teléfono muestra un código que cambia cada 30 segundos. No necesita conexión. Sirve cualquiera: Aegis, FreeOTP, Google Authenticator, 1Password.',
  'factors.addApp': 'Configurar una aplicación',
  'factors.addAnotherApp': 'Configurar otra aplicación',
  'factors.noApp': 'Todavía ninguna aplicación.',
  'factors.added': 'Añadida {when}',
  'factors.used': 'último uso {when}',
  'factors.unused': 'aún sin usar',
  'factors.remove': 'Quitar',
  'factors.elsewhere': 'Cerrar mi sesión en todos los demás sitios',
  'factors.elsewhereDone': { one: 'Sesión cerrada en otro sitio', other: 'Sesión cerrada en otros {count} sitios' },
  'factors.renameNamed': 'Cambiar el nombre de {name}',
  'factors.renameTitle': 'Cambiar el nombre de «{name}»',
  'factors.rename': 'Cambiar el nombre',
  'factors.renamed': 'Ahora se llama «{name}».',
  'factors.removeNamed': 'Quitar {name}',
  'factors.removeTitle': '¿Quitar «{name}»?',
  'factors.removeAppLead': 'Sus códigos dejan de valer enseguida. Borre también la entrada en la aplicación.',
  'factors.removePasskeyLead': 'Deja de valer enseguida. Bórrela también en el dispositivo.',
  'factors.removeLast': 'Desde entonces basta su contraseña para entrar, y sus códigos de recuperación dejan de valer.',
  'factors.keep': 'Conservarla',
  'factors.removed': 'Se quitó «{name}».',

  'factors.scanTitle': 'Configurar una aplicación de códigos',
  'factors.scan': 'Escanee esto con la aplicación de su teléfono.',
  'factors.qr': 'Código QR para su aplicación',
  'factors.onThisPhone': 'La aplicación está en este dispositivo',
  'factors.typeKey': 'O escriba esta clave a mano:',
  'factors.nameOfApp': 'Nombre',
  'factors.nameOfAppHelp': 'Para saber después de qué teléfono se trata.',
  'factors.phone': 'Teléfono',
  'factors.nameMissing': 'Escriba un nombre.',
  'factors.thenType': 'Código que la aplicación muestra ahora',
  'factors.check': 'Comprobar el código',
  'factors.cancel': 'Cancelar',
  'factors.codeNotFitting':
    'No es el código que corresponde. Compruebe que su teléfono ajusta la hora automáticamente y escriba el código más nuevo.',

  'factors.passkeys': 'Llaves de acceso',
  'factors.passkeysLead':
    'Con una llave de acceso entra con el dedo, la cara o el PIN de su dispositivo, sin contraseña. Ninguna página falsa puede quitársela.',
  'factors.noPasskey': 'Todavía ninguna llave de acceso.',
  'factors.addPasskey': 'Añadir una llave de acceso',
  'factors.addAnotherPasskey': 'Añadir otra llave de acceso',
  'factors.passkeyTitle': 'Añadir una llave de acceso',
  'factors.passkeyTitleLead':
    'Su navegador pregunta después dónde guardarla: en este dispositivo, en su teléfono o en una llave de seguridad.',
  'factors.nameOfPasskeyHelp': 'Para saber después de qué dispositivo se trata.',
  'factors.thisDevice': 'Este dispositivo',
  'factors.createPasskey': 'Continuar',
  'factors.passkeyAdded': 'Se añadió la llave de acceso.',
  'factors.passkeyNotMade':
    'No se creó ninguna llave de acceso. Inténtelo otra vez o elija otro lugar donde guardarla.',
  'factors.passkeyThere': 'Este dispositivo ya tiene una llave de acceso para su cuenta.',
  'factors.at': 'para {host}',
  'factors.synced': 'guardada en varios dispositivos',
  'factors.hindrance-not-encrypted':
    'Los navegadores usan llaves de acceso solo con HTTPS, y abrió la academia sin él. Todo lo demás funciona igual.',
  'factors.hindrance-ip-address':
    'Los navegadores usan llaves de acceso solo con un nombre y con HTTPS, y abrió la academia por una dirección de números. Ábrala por su dirección https con nombre. Todo lo demás funciona igual.',
  'factors.hindrance-unknown-name':
    'Abrió la academia por un nombre que ella no conoce como suyo. Ábrala por uno de sus nombres para usar llaves de acceso.',
  'factors.hindrance-browser':
    'Este navegador no puede guardar llaves de acceso. Use uno más nuevo, o una aplicación de códigos.',
  'factors.hindrance-console':
    'La ventana de la consola no puede guardar llaves de acceso. Abra esta página en un navegador para añadir una.',
  'factors.toHttps': 'Configurar HTTPS',

  'factors.noPasskeyHere': '¿Dónde está mi llave de acceso?',
  'factors.noPasskeyStep': 'Aquí no se ofrece su llave de acceso.',

  'factors.passkeyOnly': 'Solo llave de acceso',
  'factors.passkeyOnlyLead': 'Prescinda de la contraseña: nadie puede adivinar ni robar lo que no existe.',
  'factors.passkeyOnlyOn':
    'No tiene contraseña. Una llave de acceso es su única entrada; los códigos de recuperación ayudan con un enlace nuevo.',
  'factors.removePassword': 'Quitar mi contraseña',
  'factors.removePasswordTitle': '¿Entrar solo con llave de acceso?',
  'factors.removePasswordLead':
    'Su contraseña deja de valer. Si perdiera todas las llaves de acceso, pida un enlace para una contraseña nueva y tenga a mano un código de recuperación.',
  'factors.keepPassword': 'Conservar la contraseña',
  'factors.passwordRemoved': 'Se quitó su contraseña.',

  'factors.recovery': 'Códigos de recuperación',
  'factors.recoveryLead': 'Para el día en que pierda o se rompa su teléfono. Cada uno vale una vez.',
  'factors.codesLeft': { one: 'Queda {count} código', other: 'Quedan {count} códigos' },
  'factors.codesMade': 'creados {when}',
  'factors.fewCodes': 'Quedan pocos códigos. Cree otros antes de necesitarlos.',
  'factors.noCodes': 'Se crean con su primera aplicación o llave de acceso.',
  'factors.noneLeft': 'No queda ningún código. Cree otros.',
  'factors.newCodes': 'Crear códigos nuevos',
  'factors.newCodesTitle': '¿Crear códigos de recuperación nuevos?',
  'factors.newCodesLead': 'Los códigos que tiene ahora dejan de valer.',
  'factors.keepCodes': 'Conservar los antiguos',
  'factors.sheetTitle': 'Guarde estos códigos de recuperación',
  'factors.sheetLead':
    'Se muestran solo ahora. Imprímalos o anótelos y guárdelos lejos de su teléfono. Cada uno vale una vez en lugar de un código de la aplicación.',
  'factors.sheetFor': '{site}: códigos de recuperación de {name}',
  'factors.sheetMade': 'Creados {when}. Cada código vale una vez.',
  'factors.print': 'Imprimir',
  'factors.copy': 'Copiar',
  'factors.copyKey': 'Copiar clave',
  'factors.download': 'Guardar en un archivo',
  'factors.file': 'codigos-de-recuperacion.txt',
  'factors.kept': 'Los he guardado',

  'factors.graceTitle': {
    one: 'Configure un segundo factor: queda {count} día',
    other: 'Configure un segundo factor: quedan {count} días',
  },
  'factors.graceToday': 'Configure hoy un segundo factor',
  'factors.graceBegins': 'Configure un segundo factor',
  'factors.graceLead': 'Su rol pide más que una contraseña. Son dos minutos.',
  'factors.graceAction': 'Configurarlo',
  'factors.mustTitle': 'Configure un segundo factor',
  'factors.mustLead':
    'Su rol pide más que una contraseña y el plazo ha terminado. Configure aquí una aplicación o una llave de acceso; después todo vuelve a estar abierto.',
  'factors.signOut': 'Salir',
  'factors.goOnWorking': 'Continuar',

  'factors.person': 'Segundo factor',
  'factors.personNone': 'ninguno',
  'factors.personCodesOnly': {
    one: 'La aplicación se perdió con las claves; {count} código de recuperación',
    other: 'La aplicación se perdió con las claves; {count} códigos de recuperación',
  },
  'factors.personMissing': 'ninguno, aunque el rol lo pide',
  'factors.personApps': { one: '{count} aplicación', other: '{count} aplicaciones' },
  'factors.personPasskeys': { one: '{count} llave de acceso', other: '{count} llaves de acceso' },
  'factors.personCodes': { one: '{count} código de recuperación', other: '{count} códigos de recuperación' },
  'factors.personOnly': 'solo llave de acceso',
  'factors.reset': 'Restablecer segundos factores',
  'factors.resetTitle': '¿Quitar los segundos factores de {name}?',
  'factors.resetLead':
    'Para quien perdió el teléfono. Asegúrese de que es esa persona: desde entonces basta la contraseña para entrar. Su sesión se cierra en todas partes, se le avisa y queda registrado.',
  'factors.resetKeep': 'Dejarlos',
  'factors.resetDone': '{name} ya no tiene ningún segundo factor.',
};
