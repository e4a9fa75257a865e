import type { Database } from 'better-sqlite3';
import type { Contact } from '../../../shared/case/normalised.ts';

type Row = {
  name: string | null;
  phone: string | null;
  email: string | null;
  original_description: string | null;
};

/**
 * Contact data of citizens. The one place that selects it; whoever asks in order to show it must have written into the
 * audit before.
 */
export type ContactTable = {
  /** Of the case `source:source_id`; null where the case holds none, or is not there. */
  of(caseId: string): Contact | null;
  /** Of all cases that a whistle is about. */
  ofWhistle(whistleId: string): Contact[];
};

export function createContactTable(db: Database): ContactTable {
  const find = db.prepare<[string, string], Row>(
    `SELECT k.name, k.phone, k.email, k.original_description
     FROM sources s JOIN cases c ON c.source = s.key JOIN contacts k ON k.seq = c.seq
     WHERE s.id = ? AND c.source_id = ?`,
  );
  const casesOf = db
    .prepare<[string], string>(
      'SELECT c.case_id FROM whistles w JOIN whistle_cases c ON c.whistle = w.key WHERE w.id = ?',
    )
    .pluck();

  function of(caseId: string): Contact | null {
    const colon = caseId.indexOf(':');
    const row = colon < 0 ? undefined : find.get(caseId.slice(0, colon), caseId.slice(colon + 1));
    if (row === undefined) return null;
    const { name, phone, email, original_description: originalDescription } = row;
    return { name, phone, email, originalDescription };
  }

  return {
    of,
    ofWhistle: (whistleId) => casesOf.all(whistleId).flatMap((id) => of(id) ?? []),
  };
}
