import type { HandoverFact, HandoverSection } from '../contract/handover.ts';
import type { ClockView, WhistleSummary } from '../contract/whistles.ts';
import type { Scope } from './duty.ts';

const HOUR = 3_600_000;
/** «About to run out»: within the next shift. */
export const SOON_MS = 8 * HOUR;

/** Name of an organisation by code. */
export type NameOf = (org: string) => string;
type WhistleFact = Extract<HandoverFact, { kind: 'whistle' }>;

/** What the digest tells of one open whistle. Another department's clocks are no concern of a department's shift. */
export function whistleFact(
  row: WhistleSummary,
  clocks: readonly ClockView[],
  scope: Scope,
  nameOf: NameOf,
  now: number,
): WhistleFact {
  const place = (org: string) => ({ org, name: nameOf(org) });
  const ours = (org: string): boolean => scope.kind !== 'department' || org === scope.org;
  const pressing = clocks
    .flatMap(({ id, kind, org, dueAt, overdue }) => {
      // What passes without anybody having failed: the window to object, and the ladder's own rung.
      if (dueAt === null || kind === 'object' || kind === 'rung' || !ours(org)) return [];
      return overdue || dueAt - now <= SOON_MS ? [{ id, kind, by: place(org), dueAt, overdue }] : [];
    })
    .sort((a, b) => a.dueAt - b.dueAt);
  return {
    kind: 'whistle',
    whistle: row.id,
    subject: row.subject,
    kindName: row.kindName,
    street: place(row.street),
    stage: row.stage,
    level: row.level,
    supervised: row.supervised,
    arrived: row.arrived,
    expected: row.expected,
    clocks: pressing,
    waiting: row.waiting
      .filter(({ org }) => ours(org))
      .map(({ org, what, dueAt, overdue }) => ({ by: place(org), what, dueAt, overdue })),
  };
}

/** The same for the same thing, whatever is told of it. */
export function keyOf(fact: HandoverFact): string {
  switch (fact.kind) {
    case 'whistle':
      return `whistle:${fact.whistle}`;
    case 'shelved':
      return `shelved:${fact.by.operator}:${fact.alarm}`;
    case 'quarantine':
    case 'source':
      return `${fact.kind}:${fact.source}`;
    case 'note':
      return `note:${fact.heading}`;
    default:
      return fact.kind;
  }
}

/**
 * What an acknowledgement is of. Whatever changes it asks for another one, so figures that move by the minute are no
 * part of it: a shift with a broken source could never end.
 */
export function versionOf(fact: HandoverFact): string {
  switch (fact.kind) {
    case 'whistle': {
      const late = fact.clocks.filter(({ overdue }) => overdue).map(({ id }) => id);
      return [fact.stage, fact.level, ...late.sort()].join('/');
    }
    case 'shelved':
      return String(fact.until);
    case 'source':
      return fact.state;
    case 'note':
      return fact.text;
    default:
      return '';
  }
}

export function sectionOf(fact: HandoverFact): HandoverSection {
  switch (fact.kind) {
    case 'whistle':
      return fact.clocks.length > 0 ? 'clocks' : 'whistles';
    case 'shelved':
      return 'shelved';
    case 'shift':
      return 'shift';
    case 'note':
      return 'notes';
    default:
      return 'data';
  }
}
