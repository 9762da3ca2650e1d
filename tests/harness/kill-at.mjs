/**
 * Ends the process as a power cut would, at one exact moment of its work. Loaded before the program with
 * NODE_OPTIONS=--import=<this file>; KILL_AT names the moment: `rename:3` right before the third rename in or out of an operation's
 * folder, `commit:before` and `commit:after` around the first commit of PostgreSQL.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

const [what, when] = (process.env['KILL_AT'] ?? '').split(':');
const die = () => process.kill(process.pid, 'SIGKILL');

if (what === 'rename') {
  const rename = fs.renameSync;
  let count = 0;
  fs.renameSync = (from, to) => {
    if (/[\\/]\.operation[\\/]/.test(`${from} ${to}`) && ++count === Number(when)) die();
    return rename(from, to);
  };
  syncBuiltinESMExports();
}

if (what === 'commit') {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (...args) {
    if (args[0] !== 'commit') return query.apply(this, args);
    if (when === 'before') die();
    return query.apply(this, args).then(die);
  };
}
