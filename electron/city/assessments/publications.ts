import { randomUUID } from 'node:crypto';
import { basisOf } from '../../../shared/assessment/basis.ts';
import { outcomeIn, standingAt } from '../../../shared/assessment/caseFact.ts';
import { NO_ADJUSTMENTS } from '../../../shared/assessment/counting.ts';
import { comparedMoments } from '../../../shared/assessment/periods.ts';
import {
  APPELLANTS,
  ASSESSORS,
  adjustmentsOf,
  type CaseStanding,
  type PublicationCommand,
  REVIEWERS,
} from '../../../shared/assessment/publication/decider.ts';
import type {
  Publication,
  PublicationDetail,
  PublicationList,
  SnapshotRows,
  SnapshotRowsQuery,
} from '../../../shared/contract/assessmentPublication.ts';
import type { Operator, Role } from '../../../shared/contract/people.ts';
import { calendarOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { CalendarGap } from '../../../shared/time/calendarGap.ts';
import type { CityJournal } from '../journal/openJournal.ts';
import type { Clock } from '../ports.ts';
import type { AssessmentTable } from '../store/assessmentTable.ts';
import type { FactReader } from '../store/factReader.ts';
import type { SnapshotFiles } from '../store/snapshotFiles.ts';
import { recount, tablesHash } from './recount.ts';
import { AssessmentRefused } from './refused.ts';
import { type PublicationStreams, publicationKind } from './streamKind.ts';
import { takeSnapshot } from './takeSnapshot.ts';

export type PublicationParts = {
  journal: CityJournal;
  table: AssessmentTable;
  files: SnapshotFiles;
  openFacts(): FactReader;
  pack(): CityPack;
  operators(): readonly Operator[];
  clock: Clock;
};

/** Frozen periods (考核发布). `by` null: nobody is signed in. All functions that change something throw AssessmentRefused. */
export type Publications = {
  list(by: Operator | null): PublicationList;
  /** With its figures, computed from its snapshot. */
  detail(by: Operator | null, id: string): Promise<PublicationDetail>;
  rows(id: string, query: SnapshotRowsQuery): Promise<SnapshotRows>;
  /** Freezes a period that is over, and lays the draft list (征求意见稿) before the units. */
  freeze(by: Operator, asked: { from: number; to: number; asOf: number | null }): Promise<PublicationDetail>;
  appeal(by: Operator, id: string, asked: { caseId: string; reason: string }): Promise<PublicationDetail>;
  review(
    by: Operator,
    id: string,
    asked: { appeal: string; grant: boolean; reason: string },
  ): Promise<PublicationDetail>;
  publish(by: Operator, id: string, seen: number): Promise<PublicationDetail>;
  correct(
    by: Operator,
    id: string,
    asked: { seen: number; caseId: string; as: 'on-time' | 'left-out'; reason: string },
  ): Promise<PublicationDetail>;
  withdraw(by: Operator, id: string, reason: string): Promise<PublicationDetail>;
};

type CommandFields = PublicationCommand extends infer C
  ? C extends unknown
    ? Omit<C, 'commandId'>
    : never
  : never;

export function createPublications(parts: PublicationParts): Publications {
  const { table, files, clock } = parts;
  const streams: PublicationStreams = parts.journal.register(() =>
    publicationKind((at) => appealsUntil(parts.pack(), at)),
  );

  function found(id: string): Publication {
    const state = streams.load(id);
    if (state === null) throw new AssessmentRefused('none');
    return state;
  }

  const may = (by: Operator | null, roles: readonly Role[]): boolean =>
    by?.roles.some((role) => roles.includes(role)) ?? false;

  /** Refused before what takes its time; the decision asks again. */
  function require(by: Operator, roles: readonly Role[], reason: 'assessor' | 'appellant'): void {
    if (!may(by, roles)) throw new AssessmentRefused(reason);
  }

  async function act(by: Operator, id: string, asked: CommandFields): Promise<PublicationDetail> {
    const command: PublicationCommand = { ...asked, commandId: randomUUID() };
    const outcome = await streams.turn((now) => now(id, command, by, () => undefined));
    if (!outcome.ok) {
      const { code, parameters } = outcome.refusal;
      throw code === 'assessment-refused' ? new AssessmentRefused(parameters.reason) : new Error(code);
    }
    return detail(by, id);
  }

  /** How a case stands in the snapshot, and the figures under adjustments. */
  async function look(
    state: Publication,
    caseId: string | null,
    adjustments: ReturnType<typeof adjustmentsOf>,
  ) {
    let standing: CaseStanding = null;
    const moment = { ...state.period, asOf: state.asOf };
    const result = await recount(files, state.snapshot, adjustments, (fact) => {
      if (fact.id !== caseId) return;
      const units = [fact.units.street, fact.units.org].filter((unit) => unit !== null);
      standing = { standing: outcomeIn(standingAt(fact, state.asOf), moment), units };
    });
    return { ...result, found: standing as CaseStanding };
  }

  async function detail(by: Operator | null, id: string): Promise<PublicationDetail> {
    const state = found(id);
    const fact = await recount(files, state.snapshot, NO_ADJUSTMENTS, () => undefined);
    const adjusted = adjustmentsOf(state, state.corrections.length);
    const isAsFrozen = adjusted.onTime.size + adjusted.leftOut.size === 0;
    const counted = isAsFrozen ? fact : await recount(files, state.snapshot, adjusted, () => undefined);
    const isDraft = state.stage === 'draft';
    const now = clock.now();
    return {
      ...{ id, ...state, now },
      rights: {
        freeze: may(by, ASSESSORS),
        appeal: isDraft && now <= state.appealsUntil && may(by, APPELLANTS),
        review: isDraft && may(by, REVIEWERS),
        publish: isDraft && may(by, ASSESSORS),
        correct: state.stage === 'final' && may(by, ASSESSORS),
      },
      ...{ fact: fact.tables, counted: counted.tables, names: fact.header.names },
    };
  }

  return {
    list: (by) => ({
      now: clock.now(),
      items: table
        .all()
        .map(({ subject, ...stored }) => ({ id: subject, ...streams.read(subject, stored) }))
        .sort((a, b) => b.period.to - a.period.to || b.period.from - a.period.from),
      mayFreeze: may(by, ASSESSORS),
    }),
    detail,
    async rows(id, { kind, unit, count, limit }) {
      const state = found(id);
      const moment = { ...state.period, asOf: state.asOf };
      const rows: SnapshotRows['rows'] = [];
      let total = 0;
      await recount(files, state.snapshot, NO_ADJUSTMENTS, (fact) => {
        if (kind !== undefined && (fact.units[kind] ?? '') !== (unit ?? '')) return;
        const standing = outcomeIn(standingAt(fact, state.asOf), moment);
        const { id: caseId, requestedAt, dueAt, closedAt, stage, units } = fact;
        const isReported =
          requestedAt >= moment.from && requestedAt < moment.to && requestedAt <= moment.asOf;
        if (!(count === 'accepted' ? isReported : countsAs(count, standing))) return;
        total++;
        if (rows.length < limit)
          rows.push({
            id: caseId,
            requestedAt,
            dueAt,
            closedAt,
            stage,
            standing,
            street: units.street,
            org: units.org,
          });
      });
      return { total, rows };
    },
    async freeze(by, { from, to, asOf: asked }) {
      require(by, ASSESSORS, 'assessor');
      const asOf = asked ?? to;
      const now = clock.now();
      if (to > now || asOf > now || asOf < to) throw new AssessmentRefused('not-over');
      const id = `${from}-${to}`;
      const before = streams.load(id);
      if (before !== null && before.stage !== 'withdrawn') throw new AssessmentRefused('frozen-before');
      const pack = parts.pack();
      const { manifest } = pack;
      const snapshot = await takeSnapshot(parts.openFacts, files, {
        format: 1,
        pack: { id: manifest.id, version: manifest.version },
        zone: manifest.zone,
        moments: comparedMoments({ from, to }, asOf, manifest.zone),
        basis: onlyBasis(basisOf(manifest, pack.assessment)),
        calendar: {
          working: manifest.working,
          years: [...pack.calendarYears],
          daysOff: [...(pack.daysOff ?? [])],
        },
        people: parts.operators().map(({ id: who, name, org, roles }) => ({ id: who, name, org, roles })),
        names: Object.fromEntries(
          [...manifest.orgs, ...manifest.streets].map(({ code, name }) => [code, name]),
        ),
        frozenAt: now,
      });
      const { tables } = await recount(files, snapshot, NO_ADJUSTMENTS, () => undefined);
      return act(by, id, {
        type: 'freeze',
        period: { from, to },
        asOf,
        snapshot,
        tables: tablesHash(tables),
      });
    },
    async appeal(by, id, { caseId, reason }) {
      require(by, APPELLANTS, 'appellant');
      const state = found(id);
      const { found: standing } = await look(state, caseId, NO_ADJUSTMENTS);
      return act(by, id, { type: 'appeal', caseId, reason, found: standing });
    },
    review: (by, id, asked) => act(by, id, { type: 'review', ...asked }),
    async publish(by, id, seen) {
      require(by, ASSESSORS, 'assessor');
      const state = found(id);
      if (state.version !== seen) throw new AssessmentRefused('changed');
      const { tables } = await look(state, null, adjustmentsOf(state, 0));
      return act(by, id, { type: 'publish', seen, tables: tablesHash(tables) });
    },
    async correct(by, id, { seen, caseId, as, reason }) {
      require(by, ASSESSORS, 'assessor');
      const state = found(id);
      if (state.version !== seen) throw new AssessmentRefused('changed');
      const next = { at: clock.now(), by: by.id, caseId, as, reason, tables: '' };
      const after = { ...state, corrections: [...state.corrections, next] };
      const { tables, found: standing } = await look(
        state,
        caseId,
        adjustmentsOf(after, after.corrections.length),
      );
      return act(by, id, {
        type: 'correct',
        seen,
        caseId,
        as,
        reason,
        found: standing,
        tables: tablesHash(tables),
      });
    },
    withdraw: (by, id, reason) => act(by, id, { type: 'withdraw', reason }),
  };
}

function countsAs(count: Exclude<SnapshotRowsQuery['count'], 'accepted'>, standing: string | null): boolean {
  if (standing === null) return false;
  if (count === 'due') return true;
  if (count === 'closed') return standing !== 'unclosed';
  return standing === (count === 'closedOnTime' ? 'on-time' : count);
}

/** End of the last working day for appeals. */
function appealsUntil(pack: CityPack, at: number): number | null {
  const { amount } = basisOf(pack.manifest, pack.assessment).publication.appealWorkingDays;
  if (amount === 0) return at;
  try {
    return calendarOf(pack).endOfWorkingDay(at, amount);
  } catch (error) {
    if (error instanceof CalendarGap) return null;
    throw error;
  }
}

/** The parts of a pack's rules by which results are computed, without the rest of them. */
function onlyBasis({ ruleSets, groups, rules, publication, publicChannels }: ReturnType<typeof basisOf>) {
  return { ruleSets, groups, rules, publication, publicChannels };
}
