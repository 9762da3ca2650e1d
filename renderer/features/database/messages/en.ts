export const en = {
  'database.title': 'Database',
  'database.failed': 'It could not be asked where the data are.',
  'database.sqlite': 'The built-in database looks after everything.',
  'database.sqliteLead':
    'SQLite is one file on this computer. It carries thousands of learners and needs no care. Move to PostgreSQL when several computers are to share one academy.',
  'database.postgres': 'PostgreSQL looks after everything.',
  'database.postgresLead':
    'The academy’s data are in a database server. You can bring them back into the built-in database.',
  'database.where': 'Where',
  'database.size': 'Size',
  'database.rows': 'Records',
  'database.environment':
    'The address is set by DATABASE_URL where the server is started. Take it out there to move the database from here.',
  'database.moveTitle': 'Move to PostgreSQL',
  'database.moveLead':
    'Make an empty PostgreSQL database first and write its address here. Every record is copied and compared before anything is switched. The present database stays as it is.',
  'database.address': 'Address of the empty database',
  'database.addressHint': 'postgres://name:password@computer:5432/lyceum',
  'database.test': 'Test the address',
  'database.testOk': 'It can be used. PostgreSQL {version}.',
  'database.move': 'Move the database',
  'database.moveAsk': 'Move to PostgreSQL?',
  'database.moveAskLead':
    'The academy pauses while the records are copied, about a minute for every million. People are told and their answers are saved. If anything fails, it goes back by itself.',
  'database.keep': 'Leave it where it is',
  'database.backTitle': 'Bring it back',
  'database.backLead': 'Every record is copied into the built-in database and compared. PostgreSQL keeps what it has.',
  'database.back': 'Bring it back',
  'database.backAsk': 'Bring the database back to this computer?',
  'database.lastMove': 'The last move',
  'database.lastMoveLead': '{from} to {to}, {when}, in {time}. The original was left as it was: {kept}',
  'database.engine-sqlite': 'SQLite',
  'database.engine-postgres': 'PostgreSQL',
  'database.same': {
    one: 'Every record of {count} table is the same on both sides.',
    other: 'Every record of {count} tables is the same on both sides.',
  },
  'database.table': 'Table',
  'database.tableRows': 'Records',
  'database.checksum': 'Checksum of both sides',
} as const;
