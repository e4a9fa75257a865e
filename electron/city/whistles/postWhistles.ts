import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { ClockView, WhistleSummary } from '../../../shared/contract/whistles.ts';
import type { Scope } from '../../../shared/handover/duty.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { participants, type WhistleState } from '../../../shared/whistle/state.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import type { WhistleQuery } from '../store/whistleQuery.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import type { WhistleReader } from './streams.ts';

/** An open whistle with all its clocks. */
export type OpenWhistle = { summary: WhistleSummary; clocks: ClockView[] };
/** The events of a whistle. */
export type WhistleHistory = { id: string; subject: string; log: WhistleEvent[] };

/** Open whistles of a post, oldest first. */
export function openOfPost(
  { table, streams }: { table: Pick<WhistleTable, 'openIds'>; streams: WhistleReader },
  clockContext: ClockContext,
  scope: Scope,
  now: number,
): OpenWhistle[] {
  return table.openIds().flatMap((id) => {
    const state = streams.load(id);
    if (state === null || !concerns(state, scope)) return [];
    const { summary, clocks } = viewOf(state, [], { ...clockContext, now, actor: null });
    return [{ summary, clocks }];
  });
}

/** Logs of a post's whistles that changed in [since, now] (UTC ms). */
export function logsOfPost(
  { streams, query }: { streams: WhistleReader; query: WhistleQuery },
  scope: Scope,
  since: number,
  now: number,
): WhistleHistory[] {
  return query.changedBetween(since, now + 1).flatMap((id) => {
    const state = streams.load(id);
    if (state === null || !concerns(state, scope)) return [];
    return [{ id, subject: state.draft.subject, log: streams.events(id, 0) }];
  });
}

function concerns(state: WhistleState, { kind, org }: Scope): boolean {
  if (kind === 'all') return true;
  if (kind === 'street') return state.draft.street === org || state.joint?.street === org;
  return participants(state).some((child) => child.org === org);
}
