import { type CaseValues, HASHED_COLUMNS, VALUE_FIELDS } from './caseValues.ts';

/** Changed fields: name → [before, after]. */
export type Changes = Record<string, [unknown, unknown]>;

/** The fields in which two versions of a case differ. Evidence is not compared. */
export function changesBetween(before: CaseValues, after: CaseValues): Changes {
  const changes: Changes = {};
  for (let i = 0; i < HASHED_COLUMNS; i++) {
    const field = VALUE_FIELDS[i];
    if (field !== undefined && before[i] !== after[i]) changes[field] = [before[i] ?? null, after[i] ?? null];
  }
  return changes;
}
