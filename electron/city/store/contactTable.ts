import type { Database } from 'better-sqlite3';
import type { Contact } from '../../../shared/case/normalised.ts';

type Row = {
  name: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  identity: string | null;
  original_description: string | null;
};

/**
 * Contact data of citizens. No other code selects it but the column reader, which hides it from walls. A caller that shows
 * it must have appended an audit line before.
 */
export type ContactTable = {
  /** Contact data of the case `source:source_id`; null if there is none, or no such case. */
  of(caseId: string): Contact | null;
  /** Contact data of all cases linked to a whistle. */
  ofWhistle(whistleId: string): Contact[];
};

export function createContactTable(db: Database): ContactTable {
  const find = db.prepare<[string, string], Row>(
    `SELECT k.name, k.phone, k.email, k.address, k.identity, k.original_description
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
    const { name, phone, email, address, identity, original_description: originalDescription } = row;
    return { name, phone, email, address, identity, originalDescription };
  }

  return {
    of,
    ofWhistle: (whistleId) => casesOf.all(whistleId).flatMap((id) => of(id) ?? []),
  };
}
