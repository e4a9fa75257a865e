import type { CaseDetail, CaseSummary } from '../../../shared/contract/cases.ts';
import { maskPersons } from './wallText.ts';

/** Contact data that a case holds, to be hidden in its texts. */
type Persons = readonly string[];

/** A line of the queue without persons. Codes, times and places of the map stay as they are. */
export function caseWithoutPersons<C extends Pick<CaseSummary, 'title' | 'address'>>(
  row: C,
  persons: Persons,
): C {
  const address = row.address === null ? null : maskPersons(row.address, persons);
  return { ...row, title: maskPersons(row.title, persons), address };
}

/**
 * A case for a wall: titles and places. What was received as it came, the picture (faces, number plates) and the note of
 * the handler's visit are for a desk.
 */
export function detailForWall<D extends Omit<CaseDetail, 'limits'>>(row: D, persons: Persons): D {
  const masked = (text: string | null) => (text === null ? null : maskPersons(text, persons));
  return {
    ...caseWithoutPersons(row, persons),
    description: masked(row.description),
    statusNotes: masked(row.statusNotes),
    mediaUrl: null,
    raw: null,
    history: row.history.map((entry) => ({ ...entry, changes: changesForWall(entry.changes, persons) })),
  };
}

type Changes = CaseDetail['history'][number]['changes'];

function changesForWall(changes: Changes, persons: Persons): Changes {
  const masked = (value: unknown) => (typeof value === 'string' ? maskPersons(value, persons) : value);
  return Object.fromEntries(
    Object.entries(changes)
      .filter(([field]) => field !== 'mediaUrl')
      .map(([field, [before, after]]) => [field, [masked(before), masked(after)]]),
  );
}
