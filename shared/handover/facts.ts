import type { HandoverFact, HandoverSection } from '../contract/handover.ts';
import type { ClockView, WhistleSummary } from '../contract/whistles.ts';
import type { Scope } from './duty.ts';

const HOUR = 3_600_000;
/** Deadlines within this time are listed as due soon: the length of a shift. */
export const DUE_SOON_MS = 8 * HOUR;

/** Name of an organisation by code. */
export type NameOf = (org: string) => string;
type WhistleFact = Extract<HandoverFact, { kind: 'whistle' }>;

/** The fact about one open whistle. For a department, the clocks of other departments are left out. */
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
      // The objection window and the escalation clock are nobody's deadline.
      if (dueAt === null || kind === 'object' || kind === 'rung' || !ours(org)) return [];
      return overdue || dueAt - now <= DUE_SOON_MS ? [{ id, kind, by: place(org), dueAt, overdue }] : [];
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
    ...(row.backEntries === 0 ? {} : { backEntries: row.backEntries }),
    clocks: pressing,
    waiting: row.waiting
      .filter(({ org }) => ours(org))
      .map(({ org, what, dueAt, overdue }) => ({ by: place(org), what, dueAt, overdue })),
  };
}

/** Identifies the subject of a fact, independent of its content. */
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
 * The part of a fact to which an acknowledgement refers; if it changes, the line must be acknowledged again. Figures that
 * change by the minute are excluded; otherwise a shift with a failing source could never be handed over.
 */
export function versionOf(fact: HandoverFact): string {
  switch (fact.kind) {
    case 'whistle': {
      const late = fact.clocks.filter(({ overdue }) => overdue).map(({ id }) => id);
      const entered = fact.backEntries === undefined ? [] : [`back ${fact.backEntries}`];
      return [fact.stage, fact.level, ...late.sort(), ...entered].join('/');
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
