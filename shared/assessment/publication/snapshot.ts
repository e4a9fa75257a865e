import { z } from 'zod';
import { AssessmentTables } from '../../contract/assessment.ts';
import { CaseStage } from '../../contract/cases.ts';
import { Millis } from '../../contract/common.ts';
import { Role } from '../../contract/people.ts';
import { canonical } from '../../journal/canonical.ts';
import { AssessmentRules } from '../../pack/assessment.ts';
import { WorkingTime } from '../../time/workingTime.ts';
import { assess } from '../assess.ts';
import type { CaseFact } from '../caseFact.ts';
import { type Adjustments, createCounter } from '../counting.ts';

const Moment = z.strictObject({ from: Millis, to: Millis, asOf: Millis });

/**
 * First line of a frozen snapshot (考核快照): by what its rows were counted and judged. Times UTC ms. With the rows after it
 * and the line at its end, every figure can be computed again on any machine.
 */
export const SnapshotHeader = z.strictObject({
  format: z.literal(1),
  pack: z.strictObject({ id: z.string(), version: z.string() }),
  /** IANA zone of the periods. */
  zone: z.string(),
  /** Period, period before, the same period a year ago. */
  moments: z.tuple([Moment, Moment, Moment]),
  basis: AssessmentRules.pick({
    ...{ ruleSets: true, groups: true, rules: true, publication: true, publicChannels: true },
  }),
  /** The working calendar by which limits were computed. */
  calendar: z.strictObject({
    working: WorkingTime,
    years: z.array(z.unknown()),
    daysOff: z.array(z.unknown()),
  }),
  /** Operators when it was frozen. */
  people: z.array(
    z.strictObject({ id: z.string(), name: z.string(), org: z.string(), roles: z.array(Role) }),
  ),
  /** Names of streets and organisations by code. */
  names: z.record(z.string(), z.string()),
  frozenAt: Millis,
  /** Of the cases when they were read. */
  revision: z.int(),
});
export type SnapshotHeader = z.infer<typeof SnapshotHeader>;

const Word = z.string().nullable();
const Time = Millis.nullable();
/** Id, times and state, rework, suspensions; street, grid, organisation, source, channel, category. */
const Row = z.tuple([
  z.string(),
  Millis,
  z.boolean(),
  CaseStage.nullable(),
  Time,
  Time,
  Time,
  z.int(),
  z.array(z.tuple([Millis, Time])),
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
]);

/** Last line: how many rows there are, and which sources tell of reworks (返工). */
const SnapshotEnd = z.strictObject({ rows: z.int(), tellRework: z.array(z.string()) });

export function headerLine(header: SnapshotHeader): string {
  return `${canonical(header)}\n`;
}

/** One case as a line. The order of its fields never changes within a format. */
export function factLine(fact: CaseFact): string {
  const { id, requestedAt, open, stage, closedAt, dueAt, handledAt, rework, suspended, units } = fact;
  const { street, grid, org, source, channel, category } = units;
  const times = [requestedAt, open, stage, closedAt, dueAt, handledAt, rework, suspended];
  return `${canonical([id, ...times, street, grid, org, source, channel, category])}\n`;
}

export function endLine(rows: number, tellRework: ReadonlySet<string | null>): string {
  const sources = [...tellRework].filter((source) => source !== null).sort();
  return `${canonical({ rows, tellRework: sources })}\n`;
}

/** @throws ZodError for a line that is none */
function readFact(value: unknown): CaseFact {
  const [id, requestedAt, open, stage, closedAt, dueAt, handledAt, rework, suspended, ...units] =
    Row.parse(value);
  const [street, grid, org, source, channel, category] = units;
  return {
    ...{ id, requestedAt, open, stage, closedAt, dueAt, handledAt, rework, suspended },
    units: { street, grid, org, source, channel, category },
  };
}

/** What is read from a snapshot line by line. */
export type SnapshotReading = {
  /** @throws SyntaxError, ZodError for a line that is none */
  line(text: string): void;
  /** @throws RangeError where lines are missing */
  result(): { header: SnapshotHeader; rows: number; tables: AssessmentTables };
};

/**
 * Computes all figures of a snapshot again. `onFact` sees each row before it is counted.
 *
 * @param adjustments granted appeals and corrections; none: the facts as they were
 */
export function readSnapshot(adjustments: Adjustments, onFact: (fact: CaseFact) => void): SnapshotReading {
  const tellRework = new Set<string | null>();
  let header: SnapshotHeader | null = null;
  let counter: ReturnType<typeof createCounter> | null = null;
  let rows = 0;
  let end: z.infer<typeof SnapshotEnd> | null = null;
  return {
    line(text) {
      const value: unknown = JSON.parse(text);
      if (header === null) {
        header = SnapshotHeader.parse(value);
        counter = createCounter(header.moments, header.basis, tellRework, adjustments);
      } else if (end !== null) throw new RangeError('a line after the last one');
      else if (Array.isArray(value)) {
        const fact = readFact(value);
        onFact(fact);
        counter?.add(fact);
        rows++;
      } else end = SnapshotEnd.parse(value);
    },
    result() {
      if (header === null || counter === null || end === null || end.rows !== rows)
        throw new RangeError('the snapshot is not complete');
      for (const source of end.tellRework) tellRework.add(source);
      const [now, previous, lastYear] = counter.result();
      if (now === undefined || previous === undefined || lastYear === undefined)
        throw new RangeError('a period was not counted');
      const tables = assess(header.basis, header.moments, [now, previous, lastYear], header.zone);
      return { header, rows, tables: AssessmentTables.parse(tables) };
    },
  };
}
