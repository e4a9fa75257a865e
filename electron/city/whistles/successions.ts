import { createHash } from 'node:crypto';
import type { Operator } from '../../../shared/contract/people.ts';
import type { Dissolved, TransferReport, TransferRequest } from '../../../shared/contract/successions.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { orgName } from '../../../shared/whistle/kind.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import { type Concerns, concernsOf } from '../../../shared/whistle/succession.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import type { WhistleStreams } from './streams.ts';

type Parts = { table: Pick<WhistleTable, 'openIds'>; streams: Pick<WhistleStreams, 'load' | 'turn'> };

/** Organisations that the pack has no more and that something is open with, or that somebody is still of. */
export function dissolvedOrgs(
  { table, streams }: Parts,
  { orgs }: ClockContext,
  operators: readonly Operator[],
): Dissolved[] {
  const present = new Set(orgs.filter((org) => !org.former).map((org) => org.code));
  const found = new Map<string, Dissolved>();
  const of = (org: string, kind: Dissolved['kind']): Dissolved => {
    const known = orgs.find((one) => one.code === org);
    const made = { org, name: orgName(orgs, org), kind: known?.kind ?? kind, whistles: [], people: [] };
    const entry = found.get(org) ?? made;
    found.set(org, entry);
    return entry;
  };
  for (const state of openWhistles({ table, streams })) {
    for (const org of namedIn(state)) {
      const concerns = present.has(org) ? null : concernsOf(state, org);
      if (concerns !== null) of(org, concerns.kind).whistles.push(rowOf(state, concerns));
    }
  }
  for (const { id, name, org, active } of operators)
    if (active && !present.has(org)) of(org, 'department').people.push({ id, name });
  return [...found.values()].sort(
    (a, b) => b.whistles.length - a.whistles.length || (a.org < b.org ? -1 : 1),
  );
}

/**
 * Hands everything that is open with an organisation over to its successor: one command on each whistle, whose id follows
 * from that of the request, so that the same request again does only what has not been done.
 */
export async function transferAll(
  parts: Parts,
  { commandId, from, to, reason }: Omit<TransferRequest, 'people'>,
  by: Operator,
): Promise<Omit<TransferReport, 'people'>> {
  const report: Omit<TransferReport, 'people'> = { whistles: 0, refused: [] };
  for (const state of openWhistles(parts)) {
    const { id } = state;
    if (concernsOf(state, from) === null) continue;
    const command = {
      ...{ type: 'transfer' as const, as: null, seen: null, from, to, reason },
      commandId: `x-${createHash('sha256').update(`${commandId}\n${id}`).digest('hex').slice(0, 40)}`,
    };
    const outcome = await parts.streams.turn((act) => act(id, command, by, () => undefined));
    if (outcome.ok) report.whistles += 1;
    else report.refused.push({ id, refusal: outcome.refusal });
  }
  return report;
}

function openWhistles({ table, streams }: Parts): WhistleState[] {
  return table.openIds().flatMap((id) => streams.load(id) ?? []);
}

/** Every organisation that a whistle names. */
function namedIn({ draft, children, keptKind }: WhistleState): Set<string> {
  return new Set([
    draft.street,
    ...draft.departments.map(({ org }) => org),
    ...children.flatMap(({ org, objection }) => (objection === null ? [org] : [org, objection.proposes])),
    ...(keptKind?.quorum.team?.fixed ?? []),
  ]);
}

function rowOf(state: WhistleState, { street, summons }: Concerns): Dissolved['whistles'][number] {
  const part = street ? 'street' : summons.length > 0 ? 'summoned' : 'named';
  return { id: state.id, subject: state.draft.subject, street: state.draft.street, stage: state.stage, part };
}
