/** The yardstick for hot reads: node:http and raw better-sqlite3 running the SQL of "own progress", nothing else. */
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';

const [file, port] = process.argv.slice(2) as [string, string];
const db = new Sqlite(file, { readonly: true });
const session = db.prepare(`select s.revoked_at, u.is_active, r.role from sessions s join users u on u.id = s.user_id
  left join user_roles r on r.user_id = u.id where s.id = ?`);
const enrolment = db.prepare(
  `select progress_percentage, completed_at, mandatory_done, last_module_id from course_enrollments where user_id = ? and course_id = ?`,
);
const progress = db.prepare(
  'select module_id, completed_at, time_spent, last_position from user_progress where user_id = ? and course_id = ?',
);

createServer((req, res) => {
  const [, userId, courseId] = (req.url ?? '').split('/').map(Number) as [number, number, number];
  session.all(userId - 1);
  const data = { ...(enrolment.get(userId, courseId) as object), modules: progress.all(userId, courseId) };
  const body = JSON.stringify({ status: 'success', data });
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
