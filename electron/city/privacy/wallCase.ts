import type { CaseDetail, CaseSummary } from '../../../shared/contract/cases.ts';
import { maskPersons } from './wallText.ts';

/** The contact data of a case (names, numbers), to be hidden wherever its texts repeat it. */
type ContactTexts = readonly string[];

/** A case of the queue with persons masked in its texts. Codes, times and coordinates are unchanged. */
export function caseWithoutPersons<C extends Pick<CaseSummary, 'title' | 'address'>>(
  row: C,
  persons: ContactTexts,
): C {
  const address = row.address === null ? null : maskPersons(row.address, persons);
  return { ...row, title: maskPersons(row.title, persons), address };
}

/**
 * A case as a wall may show it: masked texts, codes, times and places. The row as received, what an
 * import corrected of it, and the picture (faces, number plates) are left out; only a desk shows them.
 */
export function detailForWall<D extends Omit<CaseDetail, 'limits'>>(
  { importNotes: _, ...row }: D,
  persons: ContactTexts,
): Omit<D, 'importNotes'> {
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

function changesForWall(changes: Changes, persons: ContactTexts): Changes {
  const masked = (value: unknown) => (typeof value === 'string' ? maskPersons(value, persons) : value);
  return Object.fromEntries(
    Object.entries(changes)
      .filter(([field]) => field !== 'mediaUrl')
      .map(([field, [before, after]]) => [field, [masked(before), masked(after)]]),
  );
}
