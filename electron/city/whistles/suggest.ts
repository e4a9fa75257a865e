import type { Place } from '../../../shared/contract/common.ts';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { WhistleRules } from '../../../shared/pack/whistles.ts';
import type { ClockContext } from '../../../shared/whistle/clock.ts';
import { metres } from '../../../shared/whistle/distance.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import { caseSnapshotOf, type Lookups, openNear, streetAt } from './context.ts';

export type SuggestRequest = {
  lon?: number | undefined;
  lat?: number | undefined;
  caseId?: string | undefined;
  category?: string | undefined;
  item?: string | undefined;
};

/** Suggestions for a whistle at a place or about a case; null if there is no such case. */
export function suggest(
  where: Lookups,
  clockContext: ClockContext,
  request: SuggestRequest,
  now: number,
): Suggestion | null {
  const { rules } = clockContext;
  const found = request.caseId === undefined ? null : where.cases.detail(request.caseId, now);
  if (request.caseId !== undefined && found === null) return null;
  const lon = request.lon ?? found?.lon ?? null;
  const lat = request.lat ?? found?.lat ?? null;
  const point = lon === null || lat === null ? null : { lon, lat };
  const category = request.category ?? found?.categoryCode ?? null;
  const items = itemsOf(rules, request.item ?? null, category);
  const drawn = point === null ? null : streetAt(where, point.lon, point.lat);
  const duplicates = duplicatesOf(where, rules, point, category, request.caseId ?? null);
  return {
    case: request.caseId === undefined ? null : caseSnapshotOf(where.cases, request.caseId, now),
    street:
      drawn === null
        ? null
        : { code: drawn.street, name: nameOf(where, drawn.street), approximate: drawn.approximate },
    ...borderOf(where, point),
    grid: point === null ? null : where.placer.place(point).grid,
    address: found?.address ?? null,
    category,
    items,
    departments: departmentsOf(rules, new Set(items.map((item) => item.code))),
    duplicates,
    warnings: warningsOf(items, duplicates, point !== null && drawn === null),
  };
}

function itemsOf(rules: WhistleRules, item: string | null, category: string | null): Suggestion['items'] {
  return rules.items
    .filter((one) =>
      item === null ? category !== null && one.categories.includes(category) : one.code === item,
    )
    .map(({ code, name, origin, source }) => {
      const own = rules.ownList.find((row) => row.item === code) ?? null;
      const ownList = own && { handedOverBy: own.handedOverBy, origin: own.origin, source: own.source };
      return { code, name, origin, source, ownList };
    });
}

function departmentsOf(rules: WhistleRules, items: ReadonlySet<string>): Suggestion['departments'] {
  const rows = rules.responsibilities.filter((row) => items.has(row.item));
  const seen = new Set<string>();
  return rows
    .flatMap(({ id, item, lead, co, basis, origin, source }) => {
      const common = { row: id, item, basis, origin, source };
      return [
        { org: lead, part: 'lead' as const, ...common },
        ...co.map((org) => ({ org, part: 'co' as const, ...common })),
      ];
    })
    .sort((a, b) => (a.part === b.part ? 0 : a.part === 'lead' ? -1 : 1))
    .filter(({ org }) => !seen.has(org) && seen.add(org));
}

function duplicatesOf(
  where: Lookups,
  rules: WhistleRules,
  point: Place | null,
  category: string | null,
  caseId: string | null,
): Suggestion['duplicates'] {
  const near = point === null ? [] : openNear(where, point, rules.duplicates.radius);
  const linked =
    caseId === null ? [] : where.query.openOfCase(caseId).map((row) => where.streams.read(row.id, row));
  const all = new Map([...near, ...linked].map((state) => [state.id, state]));
  return [...all.values()]
    .map((state) => duplicateOf(state, point, category, caseId))
    .filter((one) => one.sameCase || (one.distance ?? 0) <= rules.duplicates.radius)
    .sort((a, b) => Number(b.sameCase) - Number(a.sameCase) || (a.distance ?? 0) - (b.distance ?? 0));
}

function duplicateOf(
  state: WhistleState,
  point: Place | null,
  category: string | null,
  caseId: string | null,
): Suggestion['duplicates'][number] {
  const { draft, id, stage, createdAt } = state;
  return {
    id,
    subject: draft.subject,
    street: draft.street,
    kind: draft.kind,
    stage,
    createdAt,
    distance: point === null || draft.place === null ? null : Math.round(metres(point, draft.place)),
    sameCategory: category !== null && draft.category === category,
    sameCase: caseId !== null && state.cases.some((one) => one.id === caseId),
  };
}

function warningsOf(
  items: Suggestion['items'],
  duplicates: Suggestion['duplicates'],
  outside: boolean,
): Suggestion['warnings'] {
  const own = items.filter((item) => item.ownList !== null);
  return [
    ...(own.length === 0 ? [] : [sentError('own-level', { items: own.map((item) => item.name) })]),
    ...(duplicates.length === 0 ? [] : [sentError('duplicate', { count: duplicates.length })]),
    ...(outside ? [sentError('outside', {})] : []),
  ];
}

/** The streets at whose border a place lies; nothing where it is well inside one. */
function borderOf(where: Lookups, point: Place | null): Pick<Suggestion, 'border'> {
  const near = point === null ? [] : where.borders(point.lon, point.lat);
  const [only] = near;
  if (near.length === 0 || (near.length === 1 && only?.metres === 0)) return {};
  return {
    border: near.map(({ street, metres: far }) => ({
      ...{ code: street, name: nameOf(where, street), metres: Math.round(far) },
    })),
  };
}

function nameOf({ pack }: Lookups, street: string): string {
  return pack.manifest.streets.find((one) => one.code === street)?.name ?? street;
}
