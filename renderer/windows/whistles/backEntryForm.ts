import { z } from 'zod';
import type { Role } from '../../../shared/contract/people.ts';
import {
  BackEntryCause,
  type BackEntryRequest,
  type NamedConfirmer,
} from '../../../shared/contract/whistleBackEntry.ts';
import type { SummonsView, WhistleView } from '../../../shared/contract/whistleView.ts';
import { waitsForWordOf } from '../../../shared/whistle/backEntry.ts';
import { RIGHTS } from '../../../shared/whistle/rights.ts';
import type { ActType } from './acts.ts';

/** The back-entry (补录) of a form; `at` UTC ms, null while it is incomplete. */
export const BackEntryValues = z.object({
  at: z.number().nullable(),
  cause: BackEntryCause,
  reason: z.string(),
  confirmedBy: z.string(),
});
export type BackEntryValues = z.infer<typeof BackEntryValues>;

/** Acts that may be entered afterwards. */
const ENTERED_AFTERWARDS: ReadonlySet<ActType> = new Set<ActType>([
  ...(['sign', 'contact', 'object', 'arrive', 'leave', 'submit-result', 'note'] as const),
]);

export function maybeEnteredAfterwards(type: ActType): boolean {
  return ENTERED_AFTERWARDS.has(type);
}

/** What is sent of it; null: something is missing. `child`: whose fact it is. */
export function backEntryRequest(
  { at, cause, reason, confirmedBy }: BackEntryValues,
  child: SummonsView | null,
): BackEntryRequest | null {
  if (at === null || reason.trim() === '' || confirmedBy === '') return null;
  return { occurredAt: child === null ? at : notBefore(at, lastShown(child)), cause, reason, confirmedBy };
}

/** The role in which the operator would do it, where none was chosen. */
export function enteringRole(type: ActType, roles: readonly Role[], as: Role | null): Role | null {
  return as ?? roles.find((role) => RIGHTS[type].roles.includes(role)) ?? roles[0] ?? null;
}

/** The newest fact of a department that stands on its page, UTC ms. */
function lastShown(child: SummonsView): number {
  const { notifiedAt, signedAt, contactedAt, arrivedAt, submittedAt, leftAt } = child;
  return Math.max(
    notifiedAt,
    ...[signedAt, contactedAt, arrivedAt, submittedAt, leftAt].map((at) => at ?? 0),
  );
}

/** The field holds whole minutes: what happened within the minute of the fact before came after it. */
export function notBefore(at: number, earlier: number): number {
  return at < earlier && earlier - at < 60_000 ? earlier : at;
}

/** Back-entries that name the operator and wait for their word. */
export function entriesToVouch({ backEntries }: WhistleView, operator: string | null): NamedConfirmer[] {
  return (backEntries ?? []).filter((entry) => waitsForWordOf(operator, entry));
}
