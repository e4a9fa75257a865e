import type { Database } from 'better-sqlite3';

/** Frozen periods of assessments, which are streams of the journal. */
export type AssessmentTable = {
  /** State and fold version of each, as the journal keeps them. */
  all(): { subject: string; state: string; foldVersion: number }[];
};

export function createAssessmentTable(db: Database): AssessmentTable {
  const all = db.prepare<[], { subject: string; state: string; foldVersion: number }>(
    "SELECT subject, state, fold_version AS foldVersion FROM streams WHERE kind = 'assessment' ORDER BY key",
  );
  return { all: () => all.all() };
}
