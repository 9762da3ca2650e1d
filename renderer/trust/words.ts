const en = {
  title: 'Trust this academy',
  lead: 'Once per device: install the certificate of {site}. Its encrypted address then opens without a warning.',
  why: 'It can vouch only for names and addresses of private networks, never for banks or shops. You can remove it at any time.',
  none: 'This academy has no certificate of its own.',
  noneLead: 'There is nothing to install. Open the academy as usual.',
  choose: 'Another device?',
  get: 'Get the certificate',
  open: 'Open the encrypted address',
  compare: 'To be sure that it is the right one, compare this fingerprint with the one in the console:',
  iphone: 'iPhone or iPad',
  android: 'Android',
  windows: 'Windows',
  mac: 'Mac',
  other: 'Linux, Firefox',
  confirmed: 'The encrypted connection works here.',
  confirmedLead: 'The redirection stays on. You can close this page.',
  confirming: 'Confirming that the encrypted connection works here …',
  late: 'The redirection took itself back.',
  lateLead: 'This page was opened too late. Switch the redirection on once more in the console.',
};

const es: typeof en = {
  title: 'Confiar en esta academia',
  lead: 'Una vez por dispositivo: instale el certificado de {site}. Su dirección cifrada se abrirá sin avisos.',
  why: 'Solo puede responder por nombres y direcciones de redes privadas, nunca por bancos ni tiendas. Puede quitarlo cuando quiera.',
  none: 'Esta academia no tiene certificado propio.',
  noneLead: 'No hay nada que instalar. Abra la academia como siempre.',
  choose: '¿Otro dispositivo?',
  get: 'Obtener el certificado',
  open: 'Abrir la dirección cifrada',
  compare: 'Para estar seguro de que es el correcto, compare esta huella con la de la consola:',
  iphone: 'iPhone o iPad',
  android: 'Android',
  windows: 'Windows',
  mac: 'Mac',
  other: 'Linux, Firefox',
  confirmed: 'La conexión cifrada funciona aquí.',
  confirmedLead: 'La redirección se mantiene. Puede cerrar esta página.',
  confirming: 'Confirmando que la conexión cifrada funciona aquí …',
  late: 'La redirección se retiró sola.',
  lateLead: 'Esta página se abrió demasiado tarde. Active la redirección otra vez en la consola.',
};

export const trustWords = { en, es };

export type System = 'iphone' | 'android' | 'windows' | 'mac' | 'other';

/** Step by step, as the systems call their own places (iOS 17, Android 14, Windows 11, macOS 14). */
export const steps: Record<'en' | 'es', Record<System, string[]>> = {
  en: {
    iphone: [
      'Tap “Get the certificate” and allow the download. Use Safari; other browsers cannot do this.',
      'Open Settings. Near the top stands “Profile Downloaded”: tap it, then Install, and enter your code.',
      'Go to Settings, General, About, Certificate Trust Settings, and switch the authority on. Without this step nothing changes.',
    ],
    android: [
      'Tap “Get the certificate” and keep the file.',
      'Open Settings, Security and privacy, More security settings, Encryption and credentials, Install a certificate, CA certificate. Names differ a little: search the settings for “CA certificate”.',
      'Confirm “Install anyway”, enter your code and choose the file lyceum-authority.crt.',
    ],
    windows: [
      'Choose “Get the certificate” and open the file lyceum-authority.crt.',
      'Choose Install Certificate, Current User, then “Place all certificates in the following store”.',
      'Browse to “Trusted Root Certification Authorities”, OK, Next, Finish, and answer Yes.',
    ],
    mac: [
      'Choose “Get the certificate” and open the file: it is added as a profile.',
      'Open System Settings, search for “Profiles”, choose the profile and Install.',
      'If Safari still warns: open Keychain Access, find the authority, open Trust and choose “Always Trust”.',
    ],
    other: [
      'Choose “Get the certificate” and keep the file.',
      'Firefox on any system: Settings, Privacy and security, View certificates, Authorities, Import; tick “Trust this CA to identify websites”.',
      'Linux: copy the file to /usr/local/share/ca-certificates/ and run update-ca-certificates; Chrome has its own list under Settings, Privacy and security, Security, Manage certificates.',
    ],
  },
  es: {
    iphone: [
      'Toque «Obtener el certificado» y permita la descarga. Use Safari; otros navegadores no pueden.',
      'Abra Ajustes. Arriba aparece «Perfil descargado»: tóquelo, luego Instalar, y escriba su código.',
      'Vaya a Ajustes, General, Información, Configuración de confianza de certificados y active la autoridad. Sin este paso no cambia nada.',
    ],
    android: [
      'Toque «Obtener el certificado» y guarde el archivo.',
      'Abra Ajustes, Seguridad y privacidad, Más ajustes de seguridad, Cifrado y credenciales, Instalar un certificado, Certificado de CA. Los nombres varían: busque «certificado de CA» en los ajustes.',
      'Confirme «Instalar de todos modos», escriba su código y elija el archivo lyceum-authority.crt.',
    ],
    windows: [
      'Elija «Obtener el certificado» y abra el archivo lyceum-authority.crt.',
      'Elija Instalar certificado, Usuario actual y «Colocar todos los certificados en el siguiente almacén».',
      'Busque «Entidades de certificación raíz de confianza», Aceptar, Siguiente, Finalizar y responda Sí.',
    ],
    mac: [
      'Elija «Obtener el certificado» y abra el archivo: se añade como perfil.',
      'Abra Ajustes del Sistema, busque «Perfiles», elija el perfil e Instalar.',
      'Si Safari aún avisa: abra Acceso a Llaveros, busque la autoridad, abra Confiar y elija «Confiar siempre».',
    ],
    other: [
      'Elija «Obtener el certificado» y guarde el archivo.',
      'Firefox en cualquier sistema: Ajustes, Privacidad y seguridad, Ver certificados, Autoridades, Importar; marque «Confiar en esta CA para identificar sitios web».',
      'Linux: copie el archivo en /usr/local/share/ca-certificates/ y ejecute update-ca-certificates; Chrome tiene su propia lista en Configuración, Privacidad y seguridad, Seguridad, Gestionar certificados.',
    ],
  },
};
