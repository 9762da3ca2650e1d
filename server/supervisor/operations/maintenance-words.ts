/** What the page that stands in says, in the languages of the academy. */
import type { ServerState } from '../contract.ts';
import type { OperationReport } from './contract.ts';

/** What is told of. */
export interface Situation {
  server: ServerState['name'];
  /** The data are looked at before they are served. */
  checking: boolean;
  operation: OperationReport | null;
  /** Name of the academy; empty where it is not known. */
  academy: string;
}

export interface Told {
  heading: string;
  lead: string;
  /** "About 2 minutes left"; empty while nothing can be said. */
  left: string;
}

export interface Words {
  lang: 'en' | 'es';
  tell(situation: Situation): Told;
  /** The page's own sentence when the server cannot be asked for a moment. */
  waiting: string;
}

const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));

const english: Words = {
  lang: 'en',
  waiting: 'This page goes on by itself.',
  tell({ server, checking, operation, academy }) {
    const name = academy || 'The academy';
    if (server === 'damaged' || server === 'failed')
      return {
        heading: `${name} cannot be opened at the moment.`,
        lead: 'The computer it runs on needs its administrator, who has been shown what to do. Please tell your instructor.',
        left: '',
      };
    if (checking)
      return {
        heading: `${name} is checking its data.`,
        lead: 'The computer was switched off without warning. This page goes on by itself when all is well.',
        left: '',
      };
    const seconds = operation?.seconds_left ?? null;
    return {
      heading: `${name} pauses for a moment.`,
      lead: `${leadsInEnglish[operation?.kind ?? ''] ?? 'It is being maintained.'} Your answers are saved, and this page goes on by itself.`,
      left:
        seconds === null
          ? ''
          : seconds < 50
            ? 'Less than a minute left'
            : `About ${count(minutes(seconds), 'minute')} left`,
    };
  },
};
const leadsInEnglish: Record<string, string> = {
  restore: 'Its data are being restored from a backup.',
  update: 'It is being updated.',
  'move-database': 'Its database is moving to another place.',
};
const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;

const spanish: Words = {
  lang: 'es',
  waiting: 'Esta página continúa sola.',
  tell({ server, checking, operation, academy }) {
    const name = academy || 'La academia';
    if (server === 'damaged' || server === 'failed')
      return {
        heading: `${name} no se puede abrir por ahora.`,
        lead: 'El equipo en el que funciona necesita a su administrador, que ya ve qué hay que hacer. Avisa a tu instructor.',
        left: '',
      };
    if (checking)
      return {
        heading: `${name} está revisando sus datos.`,
        lead: 'El equipo se apagó sin aviso. Esta página continúa sola cuando todo esté bien.',
        left: '',
      };
    const seconds = operation?.seconds_left ?? null;
    return {
      heading: `${name} hace una pausa.`,
      lead: `${leadsInSpanish[operation?.kind ?? ''] ?? 'Está en mantenimiento.'} Tus respuestas están guardadas y esta página continúa sola.`,
      left:
        seconds === null
          ? ''
          : seconds < 50
            ? 'Falta menos de un minuto'
            : `Faltan unos ${count(minutes(seconds), 'minuto')}`,
    };
  },
};
const leadsInSpanish: Record<string, string> = {
  restore: 'Sus datos se están restaurando desde una copia de seguridad.',
  update: 'Se está actualizando.',
  'move-database': 'Su base de datos se está trasladando.',
};

/** By the browser's `Accept-Language`: the first of ours that it names, else English. */
export function wordsFor(acceptLanguage: string | undefined): Words {
  const first = /\b(en|es)\b/.exec((acceptLanguage ?? '').toLowerCase())?.[1];
  return first === 'es' ? spanish : english;
}
