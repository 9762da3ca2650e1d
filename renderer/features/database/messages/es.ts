import type { Translation } from '../../../platform/messages/template.ts';
import type { en } from './en.ts';

export const es: Translation<typeof en> = {
  'database.title': 'Base de datos',
  'database.failed': 'No se ha podido saber dónde están los datos.',
  'database.sqlite': 'La base de datos incorporada se ocupa de todo.',
  'database.sqliteLead':
    'SQLite es un archivo en este ordenador. Soporta miles de estudiantes y no necesita cuidados. Pase a PostgreSQL cuando varios ordenadores deban compartir una academia.',
  'database.postgres': 'PostgreSQL se ocupa de todo.',
  'database.postgresLead':
    'Los datos de la academia están en un servidor de bases de datos. Puede traerlos de vuelta a la base incorporada.',
  'database.where': 'Dónde',
  'database.size': 'Tamaño',
  'database.rows': 'Registros',
  'database.environment':
    'La dirección está puesta en DATABASE_URL donde se inicia el servidor. Quítela allí para mover la base de datos desde aquí.',
  'database.moveTitle': 'Pasar a PostgreSQL',
  'database.moveLead':
    'Cree antes una base PostgreSQL vacía y escriba aquí su dirección. Cada registro se copia y se compara antes de cambiar nada. La base actual queda como está.',
  'database.address': 'Dirección de la base vacía',
  'database.addressHint': 'postgres://nombre:contraseña@ordenador:5432/lyceum',
  'database.test': 'Probar la dirección',
  'database.testOk': 'Se puede usar. PostgreSQL {version}.',
  'database.move': 'Mover la base de datos',
  'database.moveAsk': '¿Pasar a PostgreSQL?',
  'database.moveAskLead':
    'La academia hace una pausa mientras se copian los registros, cerca de un minuto por millón. Se avisa a la gente y sus respuestas se guardan. Si algo falla, vuelve atrás por sí sola.',
  'database.keep': 'Dejarla donde está',
  'database.backTitle': 'Traerla de vuelta',
  'database.backLead': 'Cada registro se copia en la base incorporada y se compara. PostgreSQL conserva lo que tiene.',
  'database.back': 'Traerla de vuelta',
  'database.backAsk': '¿Traer la base de datos de vuelta a este ordenador?',
  'database.lastMove': 'El último traslado',
  'database.lastMoveLead': 'De {from} a {to}, {when}, en {time}. El original quedó como estaba: {kept}',
  'database.engine-sqlite': 'SQLite',
  'database.engine-postgres': 'PostgreSQL',
  'database.same': {
    one: 'Cada registro de {count} tabla es igual en ambos lados.',
    other: 'Cada registro de {count} tablas es igual en ambos lados.',
  },
  'database.table': 'Tabla',
  'database.tableRows': 'Registros',
  'database.checksum': 'Suma de comprobación de ambos lados',
};
