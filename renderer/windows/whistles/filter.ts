import type { SessionState } from '../../../shared/contract/operators.ts';
import type { Waiting, WhistleSummary } from '../../../shared/contract/whistles.ts';
import { folded, foldedWords } from '../../../shared/text/folded.ts';
import { initialsOf } from '../../../shared/text/pinyin.ts';
import { whistleStreets } from '../../ui/whistleStreets.ts';

/** What the board shows. Empty sets mean «any». */
export type BoardFilter = {
  /** 待我办理: something waits for the signed-in operator. */
  mine: boolean;
  streets: readonly string[];
  kinds: readonly string[];
  levels: readonly number[];
  text: string;
};

export const EVERYTHING: BoardFilter = { mine: false, streets: [], kinds: [], levels: [], text: '' };

export type Me = Pick<SessionState, 'operator' | 'org' | 'roles' | 'actingFor'>;

/**
 * Whether an act is the operator's: of their organisation and, where roles are named, of one of their roles; where it must
 * be done in person, theirs and not that of the principal whom they act for.
 */
export function waitsFor({ org, roles, person }: Waiting, me: Me): boolean {
  if (person !== undefined && (person !== me.operator || me.actingFor !== null)) return false;
  return org === me.org && (roles.length === 0 || roles.some((role) => me.roles.includes(role)));
}

export function mineOf(row: WhistleSummary, me: Me | null): Waiting[] {
  return me === null ? [] : row.waiting.filter((waiting) => waitsFor(waiting, me));
}

/** The act to show first: mine, else the one whose clock runs out next, else any. */
export function pressing(row: WhistleSummary, me: Me | null): Waiting | null {
  const near = row.waiting.find(({ summons }) => row.nearest !== null && summons === row.nearest.summons);
  return mineOf(row, me)[0] ?? near ?? row.waiting[0] ?? null;
}

/** What a search looks through: number, subject, both streets, departments, and their pinyin initials. */
export function searchText(row: WhistleSummary, name: (org: string) => string): string {
  const streets = whistleStreets(row, name);
  const plain = [row.subject, row.kindName, streets, ...row.departments.map(({ org }) => name(org))];
  const text = folded(plain.join(' '));
  return `${folded(row.id)} ${text} ${initialsOf(text)}`;
}

/** One whistle against the filter; `text` as `searchText` made it. */
export function passes(row: WhistleSummary, filter: BoardFilter, me: Me | null, text: string): boolean {
  if (filter.mine && mineOf(row, me).length === 0) return false;
  if (
    filter.streets.length > 0 &&
    !filter.streets.includes(row.street) &&
    !filter.streets.includes(row.joint ?? '')
  )
    return false;
  if (filter.kinds.length > 0 && !filter.kinds.includes(row.kind)) return false;
  if (filter.levels.length > 0 && !filter.levels.includes(row.level)) return false;
  return foldedWords(filter.text).every((word) => text.includes(word));
}

export function isFiltered(filter: BoardFilter): boolean {
  const { mine, streets, kinds, levels, text } = filter;
  return mine || streets.length + kinds.length + levels.length > 0 || text.trim() !== '';
}
