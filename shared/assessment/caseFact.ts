import type { CaseStage } from '../contract/cases.ts';
import { type ClosingFacts, countedAt, punctualityOf } from './closing.ts';

/** What cases are counted by: where they lie, who is responsible, where they come from, what they are about. */
export const UNIT_KINDS = ['street', 'grid', 'org', 'source', 'channel', 'category'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/**
 * What is counted of a case (案件), as it is stored: no text and no contact data. Times UTC ms. A frozen snapshot holds the
 * same, so that its figures are computed by the same functions.
 */
export type CaseFact = {
  /** `source:source_id`. */
  id: string;
  requestedAt: number;
  open: boolean;
  /** 办理阶段; null: not known. */
  stage: CaseStage | null;
  closedAt: number | null;
  /** Its limit (时限); null: it has none. */
  dueAt: number | null;
  /** When its last handling ended, and the check began (待核查); null: it did not, or nobody told. */
  handledAt: number | null;
  /** Times sent back (返工); 0 also where the upstream does not tell. */
  rework: number;
  /** When it was suspended (挂账): from, and until, null while it lasts. */
  suspended: readonly (readonly [number, number | null])[];
  /** Null: it belongs to no unit of the kind (未归口). */
  units: Readonly<Record<UnitKind, string | null>>;
};

/** A period [from, to) and the moment at which its cases are judged, UTC ms. */
export type Moment = { from: number; to: number; asOf: number };

/**
 * How a case stood at a moment: one closed later was open then. Null: it had not been reported yet. Its limit is the one it
 * has now, since an earlier one was moved for a reason.
 */
export function standingAt(fact: CaseFact, asOf: number): ClosingFacts | null {
  if (fact.requestedAt > asOf) return null;
  const { dueAt, closedAt } = fact;
  const open = fact.open || (closedAt !== null && closedAt > asOf);
  if (!open) return { open, stage: fact.stage, closedAt, dueAt };
  const stage = wasSuspended(fact, asOf) ? 'suspended' : fact.stage === 'suspended' ? null : fact.stage;
  return { open, stage, closedAt: null, dueAt };
}

function wasSuspended({ open, suspended, stage }: CaseFact, asOf: number): boolean {
  // Known by its stage alone: then nobody told since when.
  if (suspended.length === 0) return open && stage === 'suspended';
  return suspended.some(([from, to]) => from <= asOf && (to === null || to > asOf));
}

/**
 * The same of its handling (处置), which ends before the check. `unknown`: nobody told whether or when it ended. Null as above.
 */
export function handlingAt(fact: CaseFact, asOf: number): ClosingFacts | 'unknown' | null {
  const standing = standingAt(fact, asOf);
  if (standing === null || fact.stage === 'cancelled') return standing;
  const { stage, handledAt } = fact;
  const isPast = stage === 'checking' || stage === 'closed' || !standing.open;
  if (stage === null || (isPast && handledAt === null)) return 'unknown';
  if (!isPast || handledAt === null || handledAt > asOf) return { ...standing, open: true, closedAt: null };
  return { ...standing, open: false, closedAt: handledAt };
}

/** How a case counts in 应结案 of a period; null: not in this one. */
export function outcomeIn(
  standing: ClosingFacts | null,
  { from, to, asOf }: Moment,
): ReturnType<typeof punctualityOf> {
  if (standing === null) return null;
  const at = countedAt(standing);
  return at >= from && at < to ? punctualityOf(standing, asOf) : null;
}
