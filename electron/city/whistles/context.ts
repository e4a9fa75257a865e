import type { Place } from '../../../shared/contract/common.ts';
import type { Operator } from '../../../shared/contract/people.ts';
import type { CaseSnapshot } from '../../../shared/contract/whistleEventParts.ts';
import { boxAround } from '../../../shared/geo/measure.ts';
import type { createBorders } from '../../../shared/pack/borders.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { Delegated } from '../../../shared/people/delegation.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import type {
  ActingOperator,
  Command,
  NearbyWhistle,
  WhistleContext,
} from '../../../shared/whistle/context.ts';
import { hasAppointed } from '../../../shared/whistle/posts.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import type { CityStore, Placer } from '../ports.ts';
import type { WhistleQuery } from '../store/whistleQuery.ts';
import type { CheckInCodes } from './checkIn.ts';
import type { WhistleReader } from './streams.ts';

/** The data that a decision may look up. */
export type Lookups = {
  cases: Pick<CityStore, 'detail'>;
  streams: WhistleReader;
  query: WhistleQuery;
  placer: Pick<Placer, 'place'>;
  pack: CityPack;
  borders: ReturnType<typeof createBorders>;
  codes: CheckInCodes;
  /** Id of the drill, null in the live city. */
  drill: string | null;
  /** Operators; empty in a simulated city, most of whose posts are not filled. */
  people(): readonly Operator[];
  /** A delegation (委托) as it stands now; null: there is none with this id. */
  delegated(id: string): Delegated | null;
  /** An operator by id, once for each post held; empty if there is none. */
  postsOf(id: string): readonly Operator[];
};

/** At most this many open whistles near a place are considered. */
const MAX_NEARBY = 50;

export function contextFor(
  around: Lookups,
  clockContext: ClockContext,
  act: { now: number; actor: ActingOperator; state: WhistleState | null; command: Command },
): WhistleContext {
  const { now, actor, state, command } = act;
  const offered = command.type === 'arrive' ? command.code : null;
  return {
    ...clockContext,
    people: () => appointed(around.people()),
    postsOf: (id) => around.postsOf(id).filter((one) => one.active),
    now,
    actor,
    drill: around.drill,
    nearby: command.type === 'submit' && state !== null ? nearbyOf(around, clockContext, state) : [],
    caseOf: (id) => caseSnapshotOf(around.cases, id, now),
    whistle: (id) => around.streams.load(id),
    streetAt: (lon, lat) => streetAt(around, lon, lat),
    nearStreets: (lon, lat) => around.borders(lon, lat),
    neighbours: around.pack.manifest.neighbours ?? [],
    checkInCode: state === null ? null : around.codes.expected(state.id, now, offered),
  };
}

/** Those who hold posts; null as long as nobody does who works on whistles. */
function appointed(operators: readonly Operator[]): ReturnType<WhistleContext['people']> {
  const active = operators.filter((one) => one.active);
  return hasAppointed(active) ? active : null;
}

/** The current state of a case; null if there is none. */
export function caseSnapshotOf(cases: Lookups['cases'], id: string, now: number): CaseSnapshot | null {
  const found = cases.detail(id, now);
  if (found === null) return null;
  const { title, categoryCode, channel, requestedAt, lon, lat } = found;
  return { id, title, categoryCode, channel, requestedAt, lon, lat };
}

export function streetAt(
  around: Pick<Lookups, 'placer' | 'pack'>,
  lon: number,
  lat: number,
): { street: string; approximate: boolean } | null {
  const { street } = around.placer.place({ lon, lat });
  if (street === null) return null;
  const drawn = around.pack.streets.features.find((feature) => feature.properties.code === street);
  return { street, approximate: drawn?.properties.approximate ?? true };
}

/** Open whistles in a box of at least ±`metres` around a point, newest first. The decider computes exact distances. */
export function openNear(
  { streams, query }: Pick<Lookups, 'streams' | 'query'>,
  point: Place,
  metres: number,
): WhistleState[] {
  return query
    .openInside(boxAround([point.lon, point.lat], metres), MAX_NEARBY)
    .map((found) => streams.read(found.id, found));
}

function nearbyOf(where: Lookups, clockContext: ClockContext, state: WhistleState): NearbyWhistle[] {
  const { place } = state.draft;
  if (place === null) return [];
  return openNear(where, place, clockContext.rules.duplicates.radius).flatMap((other) => {
    const { draft } = other;
    if (other.id === state.id || draft.place === null) return [];
    return {
      id: other.id,
      street: draft.street,
      subject: draft.subject,
      category: draft.category,
      item: draft.item,
      lon: draft.place.lon,
      lat: draft.place.lat,
      createdAt: other.createdAt,
    };
  });
}
