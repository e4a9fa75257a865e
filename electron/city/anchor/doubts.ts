import type { SentError } from '../../../shared/contract/common.ts';
import { type ErrorCode, type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import { journalDoubts } from '../../../shared/errors/journal.ts';
import type { Doubt } from '../store/sealTable.ts';

/** Something amiss with the journal, when it is found. */
export type NewDoubt = {
  [C in keyof typeof journalDoubts]: { code: C; parameters: ErrorParameters<C> };
}[keyof typeof journalDoubts];

/** A kept doubt as it is sent; null for one that this program does not know. */
export function sentDoubt({ code, parameters }: Doubt): SentError | null {
  if (!isDoubtCode(code)) return null;
  const read = journalDoubts[code].parameters.safeParse(parameters);
  return read.success ? sentError<ErrorCode>(code, read.data) : null;
}

function isDoubtCode(code: string): code is keyof typeof journalDoubts {
  return Object.hasOwn(journalDoubts, code);
}

/** Of each code one doubt is kept for each anchor: the first, which tells most. */
export function isSameDoubt(known: Doubt, { code, parameters }: NewDoubt): boolean {
  const where = 'where' in parameters ? parameters.where : undefined;
  return known.code === code && known.parameters['where'] === where;
}
