import type { Database } from 'better-sqlite3';
import type { CarryingMigration, Migration } from './migration.ts';
import { cases } from './migrations/0001-cases.ts';
import { quarantine } from './migrations/0002-quarantine.ts';
import { search } from './migrations/0003-search.ts';
import { outbox } from './migrations/0004-outbox.ts';
import { people } from './migrations/0005-people.ts';
import { whistles } from './migrations/0006-whistles.ts';
import { resolved } from './migrations/0007-resolved.ts';
import { handovers } from './migrations/0008-handovers.ts';
import { erasures } from './migrations/0009-erasures.ts';
import { journal } from './migrations/0010-journal.ts';
import { parameters } from './migrations/0011-parameters.ts';
import { adoption } from './migrations/0012-adoption.ts';
import { noticesAbout } from './migrations/0013-noticesAbout.ts';
import { deadlinesCalendar } from './migrations/0014-deadlinesCalendar.ts';
import { signInCounters } from './migrations/0015-signInCounters.ts';
import { pinByOther } from './migrations/0016-pinByOther.ts';
import { auditorChanges } from './migrations/0017-auditorChanges.ts';
import { journalSeal } from './migrations/0018-journalSeal.ts';
import { posts } from './migrations/0019-posts.ts';
import { delegations } from './migrations/0020-delegations.ts';
import { pauses } from './migrations/0021-pauses.ts';
import { searchVariants } from './migrations/0022-searchVariants.ts';
import { outboxMessages } from './migrations/0023-outboxMessages.ts';
import { imports } from './migrations/0024-imports.ts';
import { importNotes } from './migrations/0025-importNotes.ts';
import { contactAddress } from './migrations/0026-contactAddress.ts';
import { importRows } from './migrations/0027-importRows.ts';
import { contactIdentity } from './migrations/0028-contactIdentity.ts';
import { orders } from './migrations/0029-orders.ts';
import { meetings } from './migrations/0030-meetings.ts';

/** All steps in order. A released step is never edited; new ones are appended. */
export const MIGRATIONS: readonly (Migration | CarryingMigration)[] = [
  cases,
  quarantine,
  search,
  outbox,
  people,
  whistles,
  resolved,
  handovers,
  erasures,
  journal,
  parameters,
  adoption,
  noticesAbout,
  deadlinesCalendar,
  signInCounters,
  pinByOther,
  auditorChanges,
  journalSeal,
  posts,
  delegations,
  pauses,
  searchVariants,
  outboxMessages,
  imports,
  importNotes,
  contactAddress,
  importRows,
  contactIdentity,
  orders,
  meetings,
];

/** The schema version (SQLite's user_version) of this program. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Runs the steps from the database's version up to `target`, each in a transaction of its own. There is no way back. */
export function migrate(db: Database, target: number): void {
  for (const step of MIGRATIONS) {
    if (step.version <= schemaVersion(db) || step.version > target) continue;
    db.transaction(() => {
      db.exec(step.sql);
      if ('carry' in step) step.carry(db);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
}

export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
