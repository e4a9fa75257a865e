import { z } from 'zod';
import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleChoices } from '../../../shared/contract/packView.ts';
import type { Suggestion } from '../../../shared/contract/whistleApi.ts';
import { WhistleDraft } from '../../../shared/contract/whistleCommands.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';

/** What a whistle is blown from: a case of the desk, a place, an earlier whistle (再次吹哨), a draft, or nothing. */
export type Origin =
  | { kind: 'case'; id: string }
  | { kind: 'place'; lon: number; lat: number }
  | { kind: 'whistle'; view: WhistleView }
  | { kind: 'revise'; view: WhistleView }
  | { kind: 'nothing' };

export type DraftValues = WhistleDraft & { ownListReason: string };

/** Names an origin for `keepDraft`. */
export function originKey(origin: Origin): string {
  switch (origin.kind) {
    case 'case':
      return `case:${origin.id}`;
    case 'place':
      return `place:${origin.lon},${origin.lat}`;
    case 'whistle':
    case 'revise':
      return `${origin.kind}:${origin.view.summary.id}`;
    case 'nothing':
      return 'nothing';
  }
}

const Edits = WhistleDraft.extend({ ownListReason: z.string() });
const CommandId = z.string().min(1);

/**
 * What was typed into the form, beside what it proposes. `drafted`: the draft that the service has already, after a refused
 * submission; `ids`: of the next commands.
 */
export const Typed = z.object({
  // Of each field by itself: an object would add the defaults of fields that nobody touched.
  edits: z.record(z.string(), z.unknown()).transform((typed, context): Partial<DraftValues> => {
    const shape: Record<string, z.ZodType> = Edits.shape;
    for (const [name, value] of Object.entries(typed))
      if (shape[name]?.safeParse(value).success !== true) context.addIssue(`${name} cannot be used`);
    return typed;
  }),
  drafted: z.object({ id: z.string(), seq: z.int() }).nullable(),
  ids: z.object({ draft: CommandId, submit: CommandId }),
});
export type Typed = z.infer<typeof Typed>;

/** An hour and a quarter ahead, on the quarter: time to sign and to drive, and a time that can be said aloud. */
const QUARTER = 15 * 60_000;
const AHEAD = 60 * 60_000;

export function proposedMeeting(now: number): number {
  return Math.ceil((now + AHEAD) / QUARTER) * QUARTER;
}

/** The form as it opens: what the service proposes, else what the earlier whistle said. */
export function prefill(
  origin: Origin,
  suggestion: Suggestion | null,
  me: Pick<SessionState, 'org'>,
  choices: WhistleChoices | null,
  now: number,
): DraftValues {
  if (origin.kind === 'revise') return { ...origin.view.draft, ownListReason: '' };
  const meetAt = proposedMeeting(now);
  if (origin.kind === 'whistle') {
    const { draft, chain } = origin.view;
    const hard = choices?.kinds.find((kind) => kind.id === 'hard')?.id;
    const kind = chain.suggestsHard && hard !== undefined ? hard : draft.kind;
    return {
      ...draft,
      kind,
      meet: { at: meetAt, where: draft.meet?.where ?? draft.place?.address ?? '' },
      ownListReason: '',
    };
  }
  const found = suggestion?.case ?? null;
  const lon = origin.kind === 'place' ? origin.lon : (found?.lon ?? null);
  const lat = origin.kind === 'place' ? origin.lat : (found?.lat ?? null);
  const address = suggestion?.address ?? '';
  const items = suggestion?.items ?? [];
  const item = items.find((each) => each.ownList === null) ?? items[0] ?? null;
  const departments = (suggestion?.departments ?? []).filter(
    (each) => item === null || each.item === item.code,
  );
  const seen = new Set<string>();
  return {
    kind: choices?.kinds[0]?.id ?? 'push',
    street: me.org,
    subject: found?.title.slice(0, 120) ?? '',
    description: '',
    place: lon === null || lat === null ? null : { lon: shown(lon), lat: shown(lat), address },
    placeReason: null,
    joint: jointOf(suggestion, me.org),
    meet: { at: meetAt, where: address },
    item: item?.code ?? null,
    category: suggestion?.category ?? null,
    departments: departments.flatMap(({ org, part }) => {
      if (seen.has(org)) return [];
      seen.add(org);
      return [{ org, part, reason: null }];
    }),
    cases: found === null ? [] : [found.id],
    ownListReason: '',
  };
}

/** Where the place lies in another street, at whose border one's own is, that street has to join. */
function jointOf(suggestion: Suggestion | null, own: string): string | null {
  const border = suggestion?.border ?? [];
  if (!border.some(({ code }) => code === own)) return null;
  return border.find(({ code, metres }) => code !== own && metres === 0)?.code ?? null;
}

/** Names of the fields that `submit` will ask for (domain.md §3.2 E2). An emergency needs only what, where and who. */
export function missingDraftFields(values: DraftValues, emergency: boolean): string[] {
  const found: string[] = [];
  if (values.subject.trim() === '') found.push('subject');
  if (values.place === null) found.push('place');
  if (!values.departments.some(({ part }) => part === 'lead')) found.push('departments');
  if (emergency) return found;
  if (values.meet === null || values.meet.where.trim() === '') found.push('meet');
  if (values.item === null) found.push('item');
  return found;
}

/** The draft as the command wants it. */
export function draftOf({ ownListReason: _, ...draft }: DraftValues): WhistleDraft {
  const meet = draft.meet === null || draft.meet.where.trim() === '' ? null : draft.meet;
  const placeReason = draft.placeReason?.trim() ? draft.placeReason : null;
  return { ...draft, meet, placeReason };
}

/** Six decimals are a tenth of a metre; what is left of a computed coordinate beyond them cannot be read. */
const shown = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
