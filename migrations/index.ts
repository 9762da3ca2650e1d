/** Every migration in order. The list is explicit: nothing runs because a file happens to lie in the folder. */
import type { Knex } from 'knex';
import * as people from './20261121_01_people.ts';
import * as courses from './20261121_02_courses.ts';
import * as learning from './20261121_03_learning.ts';
import * as assessments from './20261121_04_assessments.ts';
import * as jobs from './20261121_05_jobs.ts';
import * as backups from './20261122_01_backups.ts';
import * as health from './20261122_04_health.ts';
import * as mail from './20261122_05_mail.ts';
import * as links from './20261122_06_links.ts';
import * as network from './20261122_07_network.ts';
import * as upkeep from './20261122_08_upkeep.ts';
import * as media from './20261122_09_media.ts';
import * as ledger from './20261123_01_ledger.ts';
import * as sessions from './20261123_02_sessions.ts';
import * as factors from './20261123_03_factors.ts';
import * as rules from './20261123_04_rules.ts';
import * as importing from './20261123_05_people.ts';
import * as privacy from './20261123_07_privacy.ts';
import * as sso from './20261123_08_sso.ts';
import * as registration from './20261123_09_registration.ts';
import * as courseInstructors from './20261124_01_course_instructors.ts';
import * as ledgerSearch from './20261124_02_ledger_search.ts';
import * as identity from './20261124_05_identity.ts';
import * as inactivity from './20261124_07_inactivity.ts';
import * as importCells from './20261124_09_import_cells.ts';
import * as mentoring from './20261124_10_mentoring.ts';
import * as organisations from './20261124_11_organisations.ts';

interface Migration {
  name: string;
  up: (knex: Knex) => Promise<void>;
}

/** Names are stored in the database and never change. */
export const migrations: readonly Migration[] = [
  { name: '20261121_01_people', up: people.up },
  { name: '20261121_02_courses', up: courses.up },
  { name: '20261121_03_learning', up: learning.up },
  { name: '20261121_04_assessments', up: assessments.up },
  { name: '20261121_05_jobs', up: jobs.up },
  { name: '20261122_01_backups', up: backups.up },
  { name: '20261122_04_health', up: health.up },
  { name: '20261122_05_mail', up: mail.up },
  { name: '20261122_06_links', up: links.up },
  { name: '20261122_07_network', up: network.up },
  { name: '20261122_08_upkeep', up: upkeep.up },
  { name: '20261122_09_media', up: media.up },
  { name: '20261123_01_ledger', up: ledger.up },
  { name: '20261123_02_sessions', up: sessions.up },
  { name: '20261123_03_factors', up: factors.up },
  { name: '20261123_04_rules', up: rules.up },
  { name: '20261123_05_people', up: importing.up },
  { name: '20261123_07_privacy', up: privacy.up },
  { name: '20261123_08_sso', up: sso.up },
  { name: '20261123_09_registration', up: registration.up },
  { name: '20261124_01_course_instructors', up: courseInstructors.up },
  { name: '20261124_02_ledger_search', up: ledgerSearch.up },
  { name: '20261124_05_identity', up: identity.up },
  { name: '20261124_07_inactivity', up: inactivity.up },
  { name: '20261124_09_import_cells', up: importCells.up },
  { name: '20261124_10_mentoring', up: mentoring.up },
  { name: '20261124_11_organisations', up: organisations.up },
];
