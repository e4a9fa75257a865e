import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { coreOf } from '../normalise/headerCore.ts';
import { mayHoldTimes } from './columnContent.ts';
import { matchHeader } from './matchColumn.ts';

type Column = { name: string; samples: readonly string[] };
type Clocks = NonNullable<FieldMapping['clocks']>;

const FIELDS = ['requestedAt', 'updatedAt', 'closedAt', 'dueAt'] as const;
const KIND = /(?:日期|时间|时刻|时点|date|time)$/;
const CLOCK =
  /^(?:[上下]午|凌晨|中午|晚上)?\d{1,2}(?:[:：]\d{1,2}(?:[:：]\d{1,2})?|[时点]\d{0,2}分?)$|^0\.\d+$/;

/**
 * Columns with the time of day beside those with the day: 来电日期 2025-03-05, 来电时间 14:30. Both must be named for the same
 * thing. `columnOf`: the column that was chosen for a field.
 */
export function clockColumns(
  columns: readonly Column[],
  columnOf: (field: (typeof FIELDS)[number]) => string | undefined,
): Clocks {
  const clocks: Clocks = {};
  for (const field of FIELDS) {
    const day = columns.find(({ name }) => name === columnOf(field));
    if (day === undefined || !mayHoldTimes([...day.samples])) continue;
    const found = columns.find(
      (column) => column !== day && isClock(column) && stemOf(column.name) === stemOf(day.name),
    );
    if (found !== undefined && matchHeader(found.name)?.field === field) clocks[field] = found.name;
  }
  return clocks;
}

function stemOf(name: string): string {
  return coreOf(name).replace(KIND, '');
}

function isClock({ samples }: Column): boolean {
  const clocks = samples.filter((text) => CLOCK.test(text.normalize('NFKC').replace(/\s/g, '')));
  return samples.length > 0 && clocks.length >= 0.9 * samples.length;
}
