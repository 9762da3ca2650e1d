import type { Phrases } from './phrases.ts';

const codes: Phrases['codes'] = {
  PASSWORD_KNOWN: 'Es una de las contraseñas que se prueban primero. Elija otra.',
  PASSWORD_PERSONAL: 'Es poco más que un nombre o una dirección. Añada algo que nadie sepa.',
  PASSWORD_PLAIN: 'Use una minúscula, una mayúscula, una cifra y otro carácter.',
  UNAUTHENTICATED: 'Inicie sesión.',
  TOKEN_EXPIRED: 'La sesión ha terminado. Inicie sesión.',
  WRONG_CREDENTIALS: 'El correo electrónico y la contraseña no coinciden.',
  SECOND_FACTOR_WRONG: 'Este código no es correcto, o ya se usó. Escriba el siguiente.',
  PASSKEY_UNKNOWN: 'Esta llave de acceso no se conoce aquí. Inicie sesión de otra manera y vuelva a configurarla.',
  REFRESH_REUSED: 'Por seguridad se ha terminado esta sesión. Inicie sesión de nuevo.',
  PAYMENT_NEEDED: 'Este curso cuesta dinero y no se puede tomar sin pagarlo.',
  FORBIDDEN: 'Su rol no incluye esto.',
  ORIGIN_REFUSED: 'Esta petición viene de otro sitio y no se ha llevado a cabo.',
  CSRF_REFUSED: 'No consta que esta petición venga de la propia página de la academia. Inténtelo de nuevo.',
  CONFIRM_IDENTITY: 'Confirme que es usted: esto pide una prueba reciente de quién es.',
  IMPERSONATED: 'Solo la propia persona puede hacer esto. Usted ve la academia como otra persona: termine eso primero.',
  SECOND_FACTOR_REQUIRED: 'Configure una segunda manera de demostrar que es usted; todo lo demás espera a eso.',
  ACCOUNT_SUSPENDED: 'Esta cuenta está suspendida. Pregunte a la administración de la academia.',
  ACCOUNT_LEFT: 'Usted cerró esta cuenta. Ábrala de nuevo con el enlace del correo, o pregunte a la administración.',
  ACCOUNT_LOCKED: 'Esta cuenta está bloqueada tras varias contraseñas erróneas. Un administrador puede desbloquearla.',
  ADDRESS_BLOCKED: 'Esta academia no admite la dirección de red desde la que usted viene.',
  CONSENT_NEEDED: 'Lea y acepte primero lo que pide esta academia.',
  REGISTRATION_CLOSED: 'Esta academia no admite registros. Pida una cuenta a la administración.',
  INVITATION_NEEDED: 'Para registrarse aquí hace falta una invitación. Pídala a la academia.',
  NOT_ENROLLED: 'Inscríbase en este curso para abrir sus lecciones.',
  INVITATION_UNKNOWN: 'Ninguna invitación tiene este código. Revise cada letra.',
  NOT_FOUND: 'Eso ya no existe, o no es visible para usted.',
  LINK_UNKNOWN: 'Este enlace no se conoce aquí. Quizá se copió solo una parte.',
  REQUEST_TIMEOUT: 'La petición no llegó a tiempo. Inténtelo de nuevo.',
  NOTICE_NOT_ACCEPTED: 'Lea y acepte el aviso antes de iniciar sesión.',
  SSO_CANCELLED: 'Se canceló el inicio de sesión en el proveedor.',
  SSO_OVER: 'El inicio de sesión tardó demasiado o empezó en otro navegador. Empiece de nuevo.',
  EMAIL_TAKEN: 'Ya hay una cuenta con esta dirección.',
  ALREADY_SET_UP: 'La academia ya tiene un administrador.',
  SETUP_NEEDED: 'La academia aún no tiene administrador.',
  ALREADY_ENROLLED: 'Esta persona ya está inscrita en el curso.',
  COURSE_FULL: 'Todas las plazas de este curso están ocupadas.',
  COURSE_NOT_OPEN: 'Este curso no está publicado.',
  ATTEMPT_CLOSED: 'Este intento ya está entregado o su tiempo ha pasado.',
  NO_ATTEMPTS_LEFT: 'No quedan intentos.',
  LAST_FACTOR: 'Tiene que conservar este factor: es el único que le queda. Añada otro primero.',
  PASSKEYS_NOT_HERE:
    'Los navegadores usan llaves de acceso solo con HTTPS y con un nombre, y esta dirección no es así.',
  ACCOUNT_HELD: 'Por ahora hay que conservar esta cuenta. Solo la administración puede cambiarlo.',
  LAST_ADMINISTRATOR: 'Es el único administrador activo. Dé antes ese rol a otra persona.',
  MAIL_NOT_SET_UP: 'Esta academia aún no envía correo. Configúrelo primero, o entregue enlaces.',
  FILE_IN_USE: 'Hay cursos que todavía usan este archivo.',
  LAST_PROVED_BACKUP: 'La última copia comprobada se conserva hasta que haya otra más nueva.',
  CHALLENGE_OVER:
    'Este inicio de sesión tardó demasiado o se intentó demasiadas veces. Empiece de nuevo con su contraseña.',
  INVITATION_USED_UP: 'Todas las plazas de esta invitación están ocupadas.',
  INVITATION_EXPIRED: 'El tiempo de esta invitación ha pasado. Pida otra.',
  INVITATION_REVOKED: 'Esta invitación se retiró. Pida otra.',
  LINK_EXPIRED: 'El tiempo de este enlace ha pasado. Pida otro.',
  LINK_USED: 'Este enlace ya se usó.',
  LINK_REVOKED: 'Este enlace fue sustituido o retirado. Abra el más nuevo.',
  BODY_TOO_LARGE: 'Es demasiado grande para enviarlo de una vez.',
  FILE_TOO_LARGE: 'Este archivo es demasiado grande.',
  PASSKEY_REFUSED: 'Esta llave de acceso no se creó aquí y ahora. Inténtelo de nuevo.',
  RATE_LIMITED: 'Demasiados intentos. Espere un poco y vuelva a intentarlo.',
  HEADERS_TOO_LARGE: 'El navegador envía demasiado junto con la dirección. Borre las cookies de la academia.',
  INTERNAL: 'No funcionó por un fallo de nuestra parte. No se ha cambiado nada; inténtelo de nuevo.',
  PROVIDER_FAILED: 'No se puede llegar al proveedor o no responde bien. Inténtelo más tarde.',
  READ_ONLY: 'Esta es una copia para mirar; en ella no se puede cambiar nada.',
  NOT_READY: 'La academia no está lista en este momento. No se ha cambiado nada; inténtelo de nuevo en breve.',
  MAINTENANCE: 'La academia hace una pausa. Inténtelo de nuevo en unos minutos.',
  DISK_FULL: 'No queda sitio en el disco de la academia. Avise a la administración.',
  NOT_WRITABLE: 'La academia no puede escribir en su disco. Avise a la administración.',
  OFFLINE: 'No se puede llegar a la academia. Revise su conexión e inténtelo de nuevo.',
};

/** Fields of every form. */
const values = {
  'This is missing.': 'Falta esto.',
  'Write a number.': 'Escriba un número.',
  'Use at least {count} characters.': 'Use al menos {count} caracteres.',
  'Use at most {count} characters.': 'Use como mucho {count} caracteres.',
  'Choose at least {count}.': 'Elija al menos {count}.',
  'Choose at most {count}.': 'Elija como mucho {count}.',
  'It cannot be less than {least}.': 'No puede ser menos de {least}.',
  'It cannot be more than {most}.': 'No puede ser más de {most}.',
  'This server was started without its launcher, so nothing could start the new version. Start Lyceum as usual: by its window, its service, or npm start.':
    'Este servidor se inició sin su lanzador, así que nada podría iniciar la versión nueva. Inicie Lyceum como siempre: por su ventana, su servicio o npm start.',
  'Choose a password.': 'Elija una contraseña.',
  'Choose at least one role.': 'Elija al menos una función.',
  'Give the accepted answers.': 'Escriba las respuestas que valen.',
  'Give two options, or whether it is true as correct_answer.': 'Dé dos opciones, o en correct_answer si es verdad.',
  'Use small letters, digits and hyphens, beginning with a letter.':
    'Use minúsculas, cifras y guiones, empezando por una letra.',
  'Write a name or an address, like nas.local.': 'Escriba un nombre o una dirección, como nas.local.',
  'Write a name like academy.example.org.': 'Escriba un nombre como academy.example.org.',
  'Write a time like 03:00.': 'Escriba una hora como 03:00.',
  'Write an address like 192.0.2.7, or its beginning.': 'Escriba una dirección como 192.0.2.7, o su principio.',
  'Write an address like https://s3.example.org.': 'Escriba una dirección como https://s3.example.org.',
  'Write an address like postgres://name:password@host:5432/lyceum.':
    'Escriba una dirección como postgres://nombre:clave@equipo:5432/lyceum.',
  'Write an address that begins with http:// or https://.': 'Escriba una dirección que empiece por http:// o https://.',
  'Write something that can be seen, without control characters.':
    'Escriba algo que se vea, sin caracteres de control.',
  'Write the address like https://academy.example.org.': 'Escriba la dirección como https://academy.example.org.',
  'Write the address like https://id.example.org.': 'Escriba la dirección como https://id.example.org.',
  'Write the domain like example.org.': 'Escriba el dominio como example.org.',
  'Write the name only, like mail.example.org.': 'Escriba solo el nombre, como mail.example.org.',
  'Write what people agree to.': 'Escriba en qué se consiente.',
  'Write an address that begins with https://.': 'Escriba una dirección que empiece por https://.',
  'This is not written as it must be.': 'No está escrito como debe.',
  'Choose one of these: {list}.': 'Elija uno de estos: {list}.',
  'Write the address like name@example.org.': 'Escriba la dirección como nombre@example.org.',
};

/** Signing in, second factors, providers. */
const entering = {
  'After several wrong passwords this account is locked for a while. Please try again later.':
    'Esta cuenta está bloqueada un rato tras varias contraseñas erróneas. Inténtelo más tarde.',
  'A second factor is asked for. Please sign in.': 'Se pide un segundo factor. Inicie sesión.',
  'This is not your password.': 'Esta no es su contraseña.',
  'This is the password that you have already.': 'Es la contraseña que ya tiene.',
  'This account has no password yet. Ask an administrator for a link to choose one.':
    'Esta cuenta aún no tiene contraseña. Pida a un administrador un enlace para elegir una.',
  'This academy asks everybody to keep a password.': 'Esta academia pide que todo el mundo conserve una contraseña.',
  'There is no such session, or it has ended.': 'Esa sesión no existe, o ha terminado.',
  'There is no such session.': 'Esa sesión no existe.',
  'Your own session has ended meanwhile. Please sign in.': 'Su propia sesión ha terminado entretanto. Inicie sesión.',
  'Please sign in to see your own courses.': 'Inicie sesión para ver sus cursos.',
  'This code is not right, or was used already. Type the next one.':
    'Este código no es correcto, o ya se usó. Escriba el siguiente.',
  'The clock of this academy differs from the one of your phone by about {minutes} minutes. Set both to the right time, then try again.':
    'El reloj de esta academia y el de su teléfono difieren unos {minutes} minutos. Ponga ambos en hora y vuelva a intentarlo.',
  'This authenticator is not waiting for a code any more.': 'Esta aplicación ya no espera ningún código.',
  'This authenticator is not waiting for a code. Begin again.':
    'Esta aplicación no espera ningún código. Empiece de nuevo.',
  'There is no such challenge.': 'Ese paso ya no existe. Empiece de nuevo.',
  'There is no such way here.': 'Esa manera no existe aquí.',
  'First set up a passkey and keep recovery codes: otherwise one lost device would lock you out.':
    'Configure antes una llave de acceso y guarde códigos de recuperación: si no, perder un dispositivo le dejaría fuera.',
  'Recovery codes stand in for an app or a passkey. Set one of them up first.':
    'Los códigos de recuperación sustituyen a una aplicación o una llave de acceso. Configure antes una de ellas.',
  'This passkey does not belong to your account.': 'Esta llave de acceso no pertenece a su cuenta.',
  'This passkey is set up already.': 'Esta llave de acceso ya está configurada.',
  'This passkey is your only way in. Choose a password or add another passkey first.':
    'Esta llave de acceso es su única manera de entrar. Elija antes una contraseña o añada otra llave.',
  'Your role asks for a second factor, and this is the only one you have. Add another one first.':
    'Su rol pide un segundo factor, y este es el único que tiene. Añada otro primero.',
  'You have {count} of these already. Remove one that you do not use any more.':
    'Ya tiene {count} de estos. Quite uno que ya no use.',
  'This is your only way in. Choose a password or add a passkey first.':
    'Es su única manera de entrar. Elija antes una contraseña o añada una llave de acceso.',
  'Signing in at {label} was cancelled.': 'Se canceló el inicio de sesión en {label}.',
  'Somebody else is signed in here now. Please begin again.':
    'Ahora hay otra persona con la sesión iniciada aquí. Empiece de nuevo.',
  'This took too long. Please sign in there again.': 'Tardó demasiado. Inicie sesión allí de nuevo.',
  'You signed in at {label} with an account that is not joined to yours here.':
    'Inició sesión en {label} con una cuenta que no está unida a la suya aquí.',
  '{label} did not ask you anew who you are. Confirm it another way.':
    '{label} no le ha preguntado de nuevo quién es. Confírmelo de otra manera.',
  'This account at {label} is joined to somebody else here.': 'Esta cuenta de {label} está unida a otra persona aquí.',
  'The account there is for {email}, which is not your address here.':
    'Allí la cuenta es de {email}, que no es su dirección aquí.',
  'This academy takes only accounts of certain organisations there, and yours is not one of them.':
    'Esta academia solo admite cuentas de ciertas organizaciones de allí, y la suya no es una de ellas.',
  'The provider does not tell your e-mail address, and without one no account can be made.':
    'El proveedor no dice su correo electrónico, y sin él no se puede crear una cuenta.',
  'The provider has not verified your e-mail address. Verify it there, then try again.':
    'El proveedor no ha verificado su correo electrónico. Verifíquelo allí y vuelva a intentarlo.',
  'There is no account for you here. Ask the administrator for one, then sign in this way again.':
    'Aquí no hay ninguna cuenta para usted. Pídala a la administración y vuelva a entrar de esta manera.',
  '{label} could not vouch for you: {reason}': '{label} no pudo responder por usted. El proveedor dice: {reason}',
  'There is a provider with this short name already.': 'Ya hay un proveedor con este nombre corto.',
  'There is no such provider.': 'Ese proveedor no existe.',
  'Fill in the part in braces: {issuer}': 'Rellene la parte entre llaves: {issuer}',
  'There is no such link, or it does not work any more.': 'Ese enlace no existe, o ya no sirve.',
};

/** One's account, and the people whom others look after. */
const people = {
  'Ask an administrator to change your e-mail address.': 'Pida a un administrador que cambie su correo electrónico.',
  'This is your address already.': 'Esa ya es su dirección.',
  'No change of your address is waiting.': 'No hay ningún cambio de su dirección en espera.',
  'No change of the address of this person is waiting.':
    'No hay ningún cambio de la dirección de esta persona en espera.',
  'Write your own e-mail address to confirm.': 'Escriba su propio correo electrónico para confirmar.',
  'Type {email} to confirm.': 'Escriba {email} para confirmar.',
  'There is no such account.': 'Esa cuenta no existe.',
  'There is no such person.': 'Esa persona no existe.',
  'There is no such notice, or it was put away.': 'Ese aviso no existe, o ya se guardó.',
  'There is no such picture of yours.': 'No tiene ninguna imagen así.',
  'This account is suspended. Reactivate it first.': 'Esta cuenta está suspendida. Reactívela primero.',
  'This invitation was taken back before.': 'Esta invitación ya se había retirado.',
  'This person has a password already. Make a link for a new password instead.':
    'Esta persona ya tiene contraseña. Haga mejor un enlace para elegir otra.',
  'You see the academy as yourself already.': 'Ya ve la academia como usted.',
  'Nobody sees the academy as an administrator, or with more rights than their own.':
    'Nadie ve la academia como un administrador, ni con más derechos que los propios.',
  'Choose two different accounts.': 'Elija dos cuentas distintas.',
  'Neither of the two has this role.': 'Ninguna de las dos tiene este rol.',
  'You are signed in with this account. Keep it, and merge the other one into it.':
    'Tiene la sesión iniciada con esta cuenta. Consérvela y una la otra a ella.',
  'Both accounts are in the middle of the same quiz. Let one of them hand it in first.':
    'Las dos cuentas están en medio del mismo cuestionario. Que una lo entregue primero.',
  'Nobody has the e-mail address {email}.': 'Nadie tiene el correo {email}.',
  'Nobody is their own mentor.': 'Nadie es su propio mentor.',
  '{name} is no mentor. Give them the role in Users first.': '{name} no es mentor. Dele antes el rol en Usuarios.',
  'There is an organisation of this name already.': 'Ya hay una organización con este nombre.',
  'Choose published courses only.': 'Elija solo cursos publicados.',
  'This account is not held.': 'No hay que conservar esta cuenta.',
  'No erasure waits.': 'No hay ningún borrado en espera.',
  'Say why this person is erased.': 'Diga por qué se borra a esta persona.',
  'Ask for your own erasure on your page “Privacy”.': 'Pida su propio borrado en su página «Privacidad».',
  'This is not the present version. Load the page again.': 'Esta no es la versión actual. Vuelva a cargar la página.',
  '“{title}” is needed to use this academy. Whoever does not agree can have their account erased.':
    '«{title}» hace falta para usar esta academia. Quien no lo acepte puede pedir que se borre su cuenta.',
};

/** Lists of people that are read in from a file. */
const imports = {
  'A file of people may have 10 MB. Divide it into several files.':
    'Un archivo de personas puede tener 10 MB. Divídalo en varios archivos.',
  'An import can be taken back for 30 days. They are over.':
    'Una importación se puede deshacer durante 30 días. Ya han pasado.',
  'Nothing of this import was written.': 'No se escribió nada de esta importación.',
  'Nothing of this row could be read. Mend it in the file, then import the file again.':
    'No se pudo leer nada de esta fila. Corríjala en el archivo y vuelva a importarlo.',
  'Nothing would happen with this row, so there is nothing to leave out.':
    'Con esta fila no pasaría nada, así que no hay nada que omitir.',
  'Only before an import is applied can its rows be corrected.':
    'Las filas solo se pueden corregir antes de aplicar la importación.',
  'There is no such import.': 'Esa importación no existe.',
  'There is no such row.': 'Esa fila no existe.',
  'This import is under way.': 'Esta importación está en marcha.',
  'This import was taken back.': 'Esta importación se deshizo.',
  'Two columns are to hold the same. Choose one of them.': 'Dos columnas contendrían lo mismo. Elija una de ellas.',
};

/** Courses and who teaches them. */
const courses = {
  'Add this person to the team first; then hand the course over.':
    'Añada antes a esta persona al equipo; después entregue el curso.',
  'Only people with the role of an instructor or administrator can teach a course.':
    'Solo pueden impartir un curso las personas con el rol de instructor o administrador.',
  'Only the instructor who answers for this course and administrators may do that.':
    'Solo pueden hacerlo el instructor que responde de este curso y los administradores.',
  'Only the instructors of this course and administrators may change it.':
    'Solo pueden cambiarlo los instructores de este curso y los administradores.',
  'This person is not in the team of the course.': 'Esta persona no está en el equipo del curso.',
  'A course that was never published is deleted, not archived.':
    'Un curso que nunca se publicó se elimina, no se archiva.',
  'People have learned in this course. Archive it instead: they keep their work.':
    'Hay quien ha aprendido en este curso. Mejor archívelo: conservan su trabajo.',
  'Something is missing before this course can be published.': 'Falta algo para poder publicar este curso.',
  'The cover must be a picture that you uploaded.': 'La portada tiene que ser una imagen que usted subió.',
  'The modules of this course have changed meanwhile. Reload the page and order them again.':
    'Los módulos de este curso han cambiado entretanto. Vuelva a cargar la página y ordénelos otra vez.',
  'There is no such course.': 'Ese curso no existe.',
  'There is no such file among your uploads.': 'Entre lo que ha subido no está ese archivo.',
  'There is no such file among those that you may use.': 'Entre los archivos que puede usar no está ese.',
  'This is no caption file of yours.': 'No es un archivo de subtítulos suyo.',
  'Nothing here can become a lesson.': 'Nada de esto puede ser una lección.',
  'Name the files of the folder, or an uploaded archive.':
    'Indique los archivos de la carpeta, o un archivo comprimido ya subido.',
  '“{file}” does not fit a module of this kind.': '«{file}» no va con un módulo de este tipo.',
  '{count} people are enrolled already; there cannot be fewer places.':
    'Ya hay {count} personas inscritas; no puede haber menos plazas.',
};

/** The machine. */
const machine = {
  'Only a job that failed or was cancelled can be tried again.':
    'Solo se puede repetir una tarea que falló o se canceló.',
  'There is no such job.': 'Esa tarea no existe.',
  'There is no such page.': 'Esa página no existe.',
  'There is no such thing any more.': 'Eso ya no existe.',
  'The file is no longer on the disk.': 'El archivo ya no está en el disco.',
  'The ledger is being verified already.': 'El registro ya se está comprobando.',
};

const scanning = {
  '“{name}” was not taken: the malware scanner found {malware} in it. Nothing of it was kept.':
    'No se aceptó «{name}»: el antivirus encontró malware en él. Es {malware}; no se guardó nada.',
  '“{name}” cannot be taken now: files must be scanned for malware here, and the scanner does not answer. Please tell the administrator, or try again later.':
    'Ahora no se puede aceptar «{name}»: aquí los archivos deben analizarse en busca de malware y el antivirus no responde. Avise a la administración o inténtelo más tarde.',
  '“{name}” was not taken: files must be scanned for malware here, and this one is more than the scanner is set up for. The administrator can raise its limits.':
    'No se aceptó «{name}»: aquí los archivos deben analizarse en busca de malware, y este supera lo que admite el antivirus. La administración puede ampliar sus límites.',
  'Write the socket of the scanner, such as /run/clamav/clamd.ctl, or a port of this machine, such as 127.0.0.1:3310.':
    'Escriba el socket del antivirus, como /run/clamav/clamd.ctl, o un puerto de este equipo, como 127.0.0.1:3310.',
  'No malware scanner answers there.': 'Allí no responde ningún antivirus.',
  'There is no malware scanner on this computer yet, so no file could be taken any more. Install ClamAV first.':
    'En este equipo todavía no hay antivirus, así que no se podría aceptar ningún archivo. Instale primero ClamAV.',
  'The scanner answers, but does not find the test file: its signatures are missing. Let it fetch them first.':
    'El antivirus responde, pero no encuentra el archivo de prueba: le faltan las firmas. Deje que las descargue primero.',
};

/** Written down sentence by sentence as the server says them; a test keeps both together. */
export const es: Phrases = {
  codes,
  sentences: { ...values, ...entering, ...people, ...imports, ...courses, ...machine, ...scanning },
};
