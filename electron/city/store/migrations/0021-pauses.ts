import type { Migration } from '../migration.ts';

/**
 * The pauses of cases (计时暂停): when the clock of a pack's limit rested, and whether the upstream gave these times or a
 * change of the stage was observed. Apart from `cases`, since few have any. A case that was suspended before has none until
 * its upstream is read again.
 */
export const pauses: Migration = {
  version: 21,
  name: 'pauses',
  sql: `
    CREATE TABLE case_pauses (
      seq INTEGER NOT NULL REFERENCES cases (seq),
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      why TEXT NOT NULL CHECK (why IN ('suspended', 'checking')),
      basis TEXT NOT NULL CHECK (basis IN ('upstream', 'observed'))
    ) STRICT;
    CREATE INDEX pauses_of_case ON case_pauses (seq, started_at);
  `,
};
