import { OVERDUE } from '../../../shared/case/deadlineState.ts';
import type { Punctuality } from '../../../shared/contract/filters.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import {
  CLOSE_TIME_KNOWN,
  CLOSED_LATE,
  FLAG_COMBINATIONS,
  GONE,
  OPEN,
  type Table,
  WITH_LIMIT,
} from './table.ts';

/** What the bytes of {@link outcomesOf} stand for, from 1; 0 is a case that should not be closed yet, or never counts. */
export const OUTCOMES = ['on-time', 'late', 'unclosed'] as const satisfies readonly Punctuality[];
const [ON_TIME, LATE, UNCLOSED] = [1, 2, 3];

/** For each case how it stands towards 应结案 in the interval, see `Punctuality`. */
export function outcomesOf(table: Table, { states }: DeadlineInterval): Uint8Array {
  const { flags, length } = table;
  const { codes, values } = table.codes.stage;
  // The clock of a suspended case stands still, and a cancelled one is not to be closed.
  const exempt = Uint8Array.from(values, (stage) => (stage === 'suspended' || stage === 'cancelled' ? 1 : 0));
  const byFlags = outcomesByFlags();
  const outcomes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const outcome = byFlags[((states[i]! & OVERDUE) >>> 1) * FLAG_COMBINATIONS + flags[i]!]!;
    outcomes[i] = outcome === UNCLOSED && exempt[codes[i]!] === 1 ? 0 : outcome;
  }
  return outcomes;
}

/** For each combination of row flags, first for those not overdue, then for those overdue. */
function outcomesByFlags(): Uint8Array {
  return Uint8Array.from({ length: 2 * FLAG_COMBINATIONS }, (_, index) => {
    const flag = index % FLAG_COMBINATIONS;
    if ((flag & WITH_LIMIT) === 0 || (flag & GONE) !== 0) return 0;
    if ((flag & OPEN) !== 0) return index < FLAG_COMBINATIONS ? 0 : UNCLOSED!;
    if ((flag & CLOSE_TIME_KNOWN) === 0) return 0;
    return (flag & CLOSED_LATE) !== 0 ? LATE! : ON_TIME!;
  });
}
