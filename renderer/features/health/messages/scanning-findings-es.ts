/** What the check of the malware scanner finds. */
import type { Translated } from '../findings.ts';

const OPEN = { label: 'Abrir el antivirus' };
const START = 'Inicie de nuevo el servicio clamav-daemon. Necesita 1,5 GB de memoria y tarda cerca de un minuto.';
const AUTO = 'Hasta que vuelva, los archivos se aceptan sin analizar.';
const REQUIRED = 'El análisis es obligatorio, así que nadie puede subir nada hasta que vuelva.';
const GONE = {
  title: 'El antivirus ya no está.',
  remedy: 'Inicie de nuevo el servicio clamav-daemon, o elija que los archivos no se analicen.',
  ...OPEN,
};
const AWAY = { title: 'El antivirus en {address} no responde.', remedy: START, ...OPEN };

export const scanningFindings: Translated['findings'] = {
  'scanner-works': { title: 'ClamAV {version} analiza todo lo que se sube.', detail: 'Encontró el archivo de prueba.' },
  'scanner-fresh': {
    title: 'ClamAV {version} analiza todo lo que se sube, con firmas al día.',
    detail: 'Encontró el archivo de prueba.',
  },
  'scanner-none': {
    title: 'Lo que se sube no se analiza en busca de malware: no hay antivirus.',
    detail:
      'Aun así se comprueba el contenido de cada archivo. Instale ClamAV si aquí suben archivos personas desconocidas; se usa por sí solo.',
  },
  'scanner-off': {
    title: 'Lo que se sube no se analiza en busca de malware, porque así se eligió.',
    detail: 'Aun así se comprueba el contenido de cada archivo.',
  },
  'scanner-gone': { ...GONE, detail: AUTO },
  'scanner-gone-required': { ...GONE, detail: REQUIRED },
  'scanner-away': { ...AWAY, detail: AUTO },
  'scanner-away-required': { ...AWAY, detail: REQUIRED },
  'scanner-blind': {
    title: 'El antivirus en {address} no encuentra el archivo de prueba.',
    detail: 'Responde, pero dejaría pasar malware: le faltan las firmas.',
    remedy: 'Deje que freshclam descargue las firmas y reinicie el servicio clamav-daemon.',
    ...OPEN,
  },
  'scanner-old': {
    title: 'Las firmas del antivirus tienen {days} días.',
    detail: 'Los archivos se analizan, pero no conoce el malware más reciente.',
    remedy:
      'Compruebe que el servicio clamav-freshclam funciona y llega a Internet. Sin Internet, copie a mano los archivos daily.cvd y main.cvd al ordenador.',
    ...OPEN,
  },
};
