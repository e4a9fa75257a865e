import type { SignInList } from '../../../shared/contract/operators.ts';
import { folded, foldedWords } from '../../../shared/text/folded.ts';
import { initialsOf } from '../../../shared/text/pinyin.ts';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import type { Language } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';

/** `orgName` is sent before the pack is known; later the pack names it. */
export type SignInOperator = Omit<SignInList['operators'][number], 'orgName'> & { orgName?: string };
/** `text`: what a search matches, that is name, number, roles, organisation and the pinyin initials of all. */
export type OperatorRow = Omit<SignInOperator, 'orgName'> & {
  orgName: string;
  roleText: string;
  text: string;
};

/** Rows of the sign-in list: by organisation as the pack lists them, then by name. */
export function operatorRows(
  operators: readonly SignInOperator[],
  orgs: readonly { code: string; name: string }[],
  language: Language,
): OperatorRow[] {
  const place = new Map(orgs.map((org, index) => [org.code, { index, name: org.name }]));
  const orgIndex = (org: string): number => place.get(org)?.index ?? orgs.length;
  return operators
    .map((operator) => {
      const orgName = place.get(operator.org)?.name ?? operator.orgName ?? operator.org;
      const roleText = operator.roles
        .map((role) => ROLE_WORDS[role][language])
        .join(PUNCTUATION[language].comma);
      const plain = folded([operator.name, operator.id, roleText, orgName].join(' '));
      return { ...operator, orgName, roleText, text: `${plain} ${initialsOf(plain)}` };
    })
    .sort((a, b) => orgIndex(a.org) - orgIndex(b.org) || a.id.localeCompare(b.id));
}

/** Rows that contain every typed word; with nothing typed, the operator who was signed in `last` comes first. */
export function findOperators(
  rows: readonly OperatorRow[],
  typed: string,
  last: string | null,
): OperatorRow[] {
  const words = foldedWords(typed);
  const found = rows.filter((row) => words.every((word) => row.text.includes(word)));
  const exact = (row: OperatorRow): number =>
    folded(row.id) === words[0] ? 0 : words.length === 0 && row.id === last ? 1 : 2;
  return found.sort((a, b) => exact(a) - exact(b));
}
