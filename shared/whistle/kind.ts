import type { WhistleKind } from '../contract/whistleKind.ts';
import type { WhistleRules } from '../pack/whistles.ts';
import type { ClockContext } from './clock.ts';
import type { Org } from './context.ts';
import { invalid, words } from './refuse.ts';
import type { WhistleState } from './state.ts';

/** A kind of the current pack; null if it has none with this id. */
export function findKind(rules: WhistleRules, id: string): WhistleKind | null {
  return rules.kinds.find((kind) => kind.id === id) ?? null;
}

/**
 * The kind of a whistle: as it was when the whistle's clocks started, or as the current pack has it if that has not changed
 * since. Null if the pack has no such kind.
 */
export function kindOf(state: WhistleState, rules: WhistleRules): WhistleKind | null {
  return state.keptKind ?? findKind(rules, state.draft.kind);
}

/** The kind of a whistle. @throws Refused if the pack has no such kind */
export function requireKindOf(state: WhistleState, rules: WhistleRules): WhistleKind {
  return state.keptKind ?? requireKind(rules, state.draft.kind);
}

/** What a whistle's kind is called (Chinese), also if only an earlier pack had it. */
export function kindName(
  state: WhistleState,
  { rules, former }: Pick<ClockContext, 'rules' | 'former'>,
): string {
  const id = state.draft.kind;
  const name = kindOf(state, rules)?.name ?? former?.kinds.find(({ code }) => code === id)?.name;
  return name?.zh ?? id;
}

/** A kind of the current pack. @throws Refused if it has none with this id */
export function requireKind(rules: WhistleRules, id: string): WhistleKind {
  return (
    findKind(rules, id) ??
    invalid(
      'kind.unknown',
      words(`城市包中没有哨种“${id}”`, `the pack has no whistle kind “${id}”`),
      words(
        `选用其中之一：${rules.kinds.map((kind) => kind.name.zh).join('、')}`,
        `choose one of ${rules.kinds.map((kind) => kind.id).join(', ')}`,
      ),
    )
  );
}

/** Code of the district's command centre; of the district if the pack has no centre. */
export function centreOf(orgs: readonly Org[]): string {
  return present(orgs, 'centre')?.code ?? districtOf(orgs);
}

export function districtOf(orgs: readonly Org[]): string {
  return present(orgs, 'district')?.code ?? '';
}

function present(orgs: readonly Org[], kind: Org['kind']): Org | undefined {
  return orgs.find((org) => org.kind === kind && !org.former);
}

export function orgName(orgs: readonly Org[], code: string): string {
  return orgs.find((org) => org.code === code)?.name ?? code;
}
