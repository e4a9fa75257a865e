import type { Operator } from '../../../shared/contract/people.ts';
import type { Dissolved, TransferReport, TransferRequest } from '../../../shared/contract/successions.ts';
import type { WhistleCommand } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleEvent } from '../../../shared/contract/whistleEvents.ts';
import type { NoticePage } from '../../../shared/contract/whistleNotices.ts';
import type { Refusal, WhistleListQuery, WhistlePage } from '../../../shared/contract/whistles.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { Scope } from '../../../shared/handover/duty.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import {
  type Indicator,
  type IndicatorRow,
  indicatorRows,
  indicatorsOf,
  type Period,
  type WhistleWithLog,
} from '../../../shared/whistle/indicators.ts';
import type { RulesSnapshot } from '../../../shared/whistle/rulesSnapshot.ts';
import type { Side } from '../../../shared/whistle/sides.ts';
import { RUNNING_STAGES, type WhistleState } from '../../../shared/whistle/state.ts';
import { viewOf } from '../../../shared/whistle/view.ts';
import type { CityJournal, Outcome } from '../journal/openJournal.ts';
import type { Clock } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import { adoptedContext, createAdoption } from './adoption.ts';
import { listWhistles } from './list.ts';
import { movedWhistles } from './movedWhistles.ts';
import { namedFiles } from './namedFiles.ts';
import { listNotices, type NoticeReading, showNotices, unseenNotices } from './noticeList.ts';
import { logsOfPost, type OpenWhistle, openOfPost, type WhistleHistory } from './postWhistles.ts';
import { type WhistleLookups, whistleKind } from './streamKind.ts';
import type { WhistleStreams } from './streams.ts';
import { dissolvedOrgs, transferAll } from './successions.ts';
import { type SuggestRequest, suggest } from './suggest.ts';

/** The outcome of a command, with the state of the whistle after it. */
export type WhistleOutcome = Outcome<WhistleState, WhistleEvent, Refusal>;

/** Somebody who reads whistles, also as a delegate of somebody else. */
export type WhistleReading = Operator & Pick<Side, 'onlyStreets' | 'delegated'>;

/** Whistles (吹哨) of one city. */
export type Whistles = {
  /** The rules and the calendar in force; `adopt` replaces its fields. */
  clockContext: ClockContext;
  /**
   * Puts other rules or another calendar into force at once: running clocks keep the rules they started under, moved
   * deadlines and what fired by mistake are recorded, timers computed again. To be awaited before the journal starts.
   * @throws StoreError; the next start then does it again
   */
  adopt(snapshot: RulesSnapshot): Promise<void>;
  /** Open whistles of which a deadline would move under this snapshot; nothing is written. */
  movedBy(snapshot: RulesSnapshot): ReturnType<typeof movedWhistles>;
  /**
   * Executes a command, after firing all due timers: a command at 10:01 must see what expired at 10:00.
   * @throws CommandIdReused, UnknownWhistle, StoreError
   */
  act(whistle: string, command: WhistleCommand, operator: Operator): Promise<WhistleOutcome>;
  /** The page of a whistle in a given state, as a command returned it. */
  viewOf(state: WhistleState, operator: WhistleReading | null): WhistleView;
  /** The page of a whistle; null if there is no such whistle. `operator` null: nobody is signed in. */
  view(id: string, operator: WhistleReading | null): WhistleView | null;
  list(query: WhistleListQuery, operator: Operator | null): WhistlePage;
  /** Indicators over the whistles of these streets (none: all) active in the period. `cases`: denominator of the 吹哨率. */
  indicators(
    period: Period,
    streets: readonly string[],
    cases: number,
  ): { items: Indicator[]; rows: IndicatorRow[] };
  suggest(request: SuggestRequest): ReturnType<typeof suggest>;
  /** The street's check-in code; null if there is no such whistle, or no department is expected. */
  checkIn(id: string): { street: string; code: string; until: number } | null;
  /** What is still open with organisations that the pack has no more (撤并). */
  dissolved(operators: readonly Operator[]): Dissolved[];
  /** Hands it over to a successor (划转), whistle by whistle. @throws CommandIdReused, StoreError */
  transfer(asked: Omit<TransferRequest, 'people'>, by: Operator): Promise<Omit<TransferReport, 'people'>>;
  /** Notices for an operator, as whom they may be read: each post, each principal whose delegate the operator is. */
  notices(readers: readonly NoticeReading[], query: Parameters<typeof listNotices>[2]): NoticePage;
  /** Those of these notices that are theirs and nobody has been shown. */
  unseenNotices(readers: readonly NoticeReading[], ids: readonly number[]): { id: number; whistle: string }[];
  /** Marks notices as shown to the operator; returns how many of theirs nobody has been shown yet. */
  noticesShown(readers: readonly NoticeReading[], ids: readonly number[]): number;
  /** Open whistles of a post with all their clocks, oldest first. */
  openOfPost(scope: Scope): OpenWhistle[];
  /** Logs of a post's whistles that changed since `since` (UTC ms). */
  historyOfPost(scope: Scope, since: number): WhistleHistory[];
};

export type WhistlesParts = Omit<WhistleLookups, 'streams' | 'table'> & {
  snapshot: RulesSnapshot;
  journal: CityJournal;
  journalTable: Pick<JournalTable, 'notices' | 'reproject' | 'timers'>;
  table: WhistleTable;
  clock: Clock;
};

/** Creates the whistles over a store. `adopt` is to be called before the journal starts. */
export function createWhistles(given: WhistlesParts): Whistles {
  const { journal, journalTable, clock } = given;
  const clockContext = adoptedContext(given);
  const streams = journal.register((own: WhistleStreams) =>
    whistleKind({ ...given, streams: own }, clockContext),
  );
  const parts = { ...given, streams };

  function pageOf(state: WhistleState, operator: WhistleReading | null): WhistleView {
    // Later commands may have added events: use the log up to this state only.
    const log = streams.events(state.id, 0).slice(0, state.seq);
    const view = viewOf(state, log, { ...clockContext, now: clock.now(), actor: operator });
    return { ...view, files: namedFiles(view, given.attachments) };
  }

  return {
    clockContext,
    adopt: createAdoption(parts, clockContext),
    movedBy: (snapshot) => movedWhistles(parts, clockContext, snapshot, clock.now()),
    act: (whistle, command, operator) =>
      streams.turn((act) => act(whistle, command, operator, () => undefined)),
    viewOf: pageOf,
    view(id, operator) {
      const state = streams.load(id);
      return state === null ? null : pageOf(state, operator);
    },
    list: (query, operator) => listWhistles(parts, clockContext, query, operator, clock.now()),
    indicators(period, streets, cases) {
      const whistles = whistlesWithLogs(parts, period, streets);
      const items = indicatorsOf(whistles, period, cases, clockContext.rules);
      return { items, rows: indicatorRows(items, whistles, clockContext) };
    },
    suggest: (request) => suggest(parts, clockContext, request, clock.now()),
    checkIn(id) {
      const state = streams.load(id);
      if (state === null || !RUNNING_STAGES.includes(state.stage)) return null;
      return { street: state.draft.street, ...given.codes.current(id, clock.now()) };
    },
    dissolved: (operators) => dissolvedOrgs(parts, clockContext, operators),
    transfer: (asked, by) => transferAll(parts, asked, by),
    notices: (readers, query) => listNotices(journalTable.notices, readers, query),
    unseenNotices: (readers, ids) => unseenNotices(journalTable.notices, readers, ids),
    noticesShown: (readers, ids) => showNotices(journalTable.notices, readers, ids, clock.now()),
    openOfPost: (scope) => openOfPost(parts, clockContext, scope, clock.now()),
    historyOfPost: (scope, since) => logsOfPost(parts, scope, since, clock.now()),
  };
}

type OpenedParts = WhistlesParts & { streams: WhistleStreams };

function whistlesWithLogs(
  parts: OpenedParts,
  { from, to }: Period,
  streets: readonly string[],
): WhistleWithLog[] {
  const { streams, query } = parts;
  return query.changedBetween(from, to).flatMap((id) => {
    const state = streams.load(id);
    if (state === null || (streets.length > 0 && !streets.includes(state.draft.street))) return [];
    return { state, log: streams.events(id, 0) };
  });
}
