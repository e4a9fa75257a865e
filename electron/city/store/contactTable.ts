import type { Database } from 'better-sqlite3';
import type { Contact } from '../../../shared/case/normalised.ts';

type Row = {
  name: string | null;
  phone: string | null;
  email: string | null;
  original_description: string | null;
};

/** Contact data of citizens. The one place that selects it; whoever asks must have written into the audit before. */
export type ContactTable = {
  /** Of the case `source:source_id`; null where the case holds none, or is not there. */
  of(caseId: string): Contact | null;
};

export function createContactTable(db: Database): ContactTable {
  const find = db.prepare<[string, string], Row>(
    `SELECT k.name, k.phone, k.email, k.original_description
     FROM sources s JOIN cases c ON c.source = s.key JOIN contacts k ON k.seq = c.seq
     WHERE s.id = ? AND c.source_id = ?`,
  );
  return {
    of(caseId) {
      const colon = caseId.indexOf(':');
      const row = colon < 0 ? undefined : find.get(caseId.slice(0, colon), caseId.slice(colon + 1));
      if (row === undefined) return null;
      const { name, phone, email, original_description: originalDescription } = row;
      return { name, phone, email, originalDescription };
    },
  };
}
