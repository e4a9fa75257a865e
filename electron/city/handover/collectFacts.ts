import type { HandoverFact } from '../../../shared/contract/handover.ts';
import type { SourceStatus } from '../../../shared/contract/sources.ts';
import type { QuarantinePage } from '../../../shared/contract/status.ts';
import type { Waiting } from '../../../shared/contract/whistles.ts';
import { alarmKey } from '../../../shared/handover/alarmKey.ts';
import { dutyRoles, type Scope } from '../../../shared/handover/duty.ts';
import { type NameOf, whistleFact } from '../../../shared/handover/facts.ts';
import type { AlarmShelves } from '../store/alarmShelves.ts';
import type { Whistles } from '../whistles/createWhistles.ts';
import type { OpenWhistle } from '../whistles/postWhistles.ts';
import { whistlesOfShift } from './whistlesOfShift.ts';

/** Sources of the facts in a digest. */
export type FactSources = {
  whistles: Pick<Whistles, 'openOfPost' | 'historyOfPost' | 'notices'> | null;
  shelves: AlarmShelves;
  sources(): SourceStatus[];
  quarantine(query: { source: string; limit: number; offset: number }): QuarantinePage;
  outbox(): { pending: number; failed: number };
  /** An operator's name and post; null if unknown. */
  operator(id: string): { name: string; org: string } | null;
  nameOf: NameOf;
};

/** Cases received and closed since the last hand-over; null while they cannot be counted. */
export type CaseCounts = { received: number; closed: number } | null;

/** Maximum number of quarantine reasons listed in the digest. */
const REASONS = 3;

/** All facts that a post has to hand over at `now` (UTC ms). */
export function collectFacts(
  from: FactSources,
  scope: Scope,
  since: number,
  cases: CaseCounts,
  now: number,
): HandoverFact[] {
  const open = from.whistles?.openOfPost(scope) ?? [];
  return [
    ...open.map(({ summary, clocks }) => whistleFact(summary, clocks, scope, from.nameOf, now)),
    ...shelved(from, scope, open, now),
    ...quarantined(from),
    ...sourceProblems(from),
    ...upstream(from),
    ...unread(from, scope),
    {
      kind: 'shift',
      since,
      cases,
      ...whistlesOfShift(
        from.whistles?.historyOfPost(scope, since) ?? [],
        since,
        now,
        (id) => from.operator(id)?.name ?? id,
      ),
    },
  ];
}

/** Shelved alarms whose action is still due. */
function shelved(from: FactSources, scope: Scope, open: readonly OpenWhistle[], now: number): HandoverFact[] {
  const owed = new Map<string, { subject: string; waiting: Waiting }>();
  for (const { summary } of open)
    for (const waiting of summary.waiting)
      owed.set(alarmKey(summary, waiting), { subject: summary.subject, waiting });
  return from.shelves.active(null, now).flatMap(({ operator, alarm, whistle, at, until }) => {
    const found = owed.get(alarm);
    const by = from.operator(operator);
    if (found === undefined || by === null || (scope.kind !== 'all' && by.org !== scope.org)) return [];
    const { subject, waiting } = found;
    return [
      {
        kind: 'shelved',
        by: { operator, name: by.name },
        alarm,
        whistle,
        subject,
        what: waiting.what,
        at,
        until,
      },
    ];
  });
}

function quarantined({ sources, quarantine }: FactSources): HandoverFact[] {
  return sources().flatMap(({ id, name }) => {
    const { total, byReason } = quarantine({ source: id, limit: 1, offset: 0 });
    if (total === 0) return [];
    const reasons = byReason.slice(0, REASONS).map(({ reason, count }) => ({ reason, count }));
    return [{ kind: 'quarantine', source: id, sourceName: name, count: total, reasons }];
  });
}

/**
 * Sources that fail or lag (domain.md §7: stale after three polls), and paused ones, which the next shift must know
 * of.
 */
function sourceProblems({ sources }: FactSources): HandoverFact[] {
  return sources().flatMap(({ id, name, state, lastSuccessAt, error }) =>
    state === 'down' || state === 'incomplete' || state === 'paused'
      ? [
          {
            kind: 'source',
            source: id,
            sourceName: name,
            state,
            lastSuccessAt,
            error: error?.message ?? null,
          },
        ]
      : [],
  );
}

function upstream({ outbox }: FactSources): HandoverFact[] {
  const { failed, pending } = outbox();
  return failed > 0 ? [{ kind: 'outbox', failed, pending }] : [];
}

/** Notices not yet shown to anybody of the post. */
function unread({ whistles }: FactSources, scope: Scope): HandoverFact[] {
  const reader = { id: scope.org, name: scope.org, roles: dutyRoles(scope), org: scope.org };
  const page = whistles?.notices([{ ...reader, streets: [], active: true }], { waiting: true, limit: 1 });
  return page === undefined || page.waiting === 0 ? [] : [{ kind: 'notices', waiting: page.waiting }];
}
