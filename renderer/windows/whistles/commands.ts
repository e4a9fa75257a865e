import type { SessionState } from '../../../shared/contract/operators.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { type Command, startsWithWord } from '../../base/commands/commands.ts';
import { whistleStreets } from '../../ui/whistleStreets.ts';
import { ACTS, type ActType } from './acts.ts';
import { mineOf, searchText } from './filter.ts';

/** Whistles that are listed for what was typed. */
const MOST = 8;
/** A word that names an act needs more than one letter: one letter begins a dozen acts. */
const SHORTEST_ACT = 2;

export type BoardWords = {
  org: (code: string) => string;
  /** Name of an act. */
  act: (type: ActType) => string;
  /** Short number of a whistle. */
  number: (id: string) => string;
};

/** Whistles that all words fit; with nothing typed, those that wait for the operator. */
function whistlesFor(
  words: readonly string[],
  rows: Iterable<WhistleSummary>,
  me: SessionState | null,
  org: (code: string) => string,
): WhistleSummary[] {
  const found: WhistleSummary[] = [];
  for (const row of rows) {
    const fits =
      words.length === 0
        ? mineOf(row, me).length > 0
        : words.every((word) => searchText(row, org).includes(word));
    if (fits) found.push(row);
    if (found.length === MOST) break;
  }
  return found;
}

/**
 * What the board offers to the command line: whistles by number, matter, street or department, and an act on one of them
 * where a word begins the act's name or initials (`qs gdgs`: 签收 · 供电公司).
 */
export function boardCommands(
  words: readonly string[],
  rows: ReadonlyMap<string, WhistleSummary>,
  me: SessionState | null,
  names: BoardWords,
  go: { open: (whistle: string) => void; act: (whistle: string, act: ActType, words: string[]) => void },
): Command[] {
  const { org } = names;
  const about = (row: WhistleSummary): string =>
    [
      row.kindName,
      names.number(row.id),
      whistleStreets(row, org),
      ...row.departments.map((department) => org(department.org)),
    ].join(' · ');
  const commands: Command[] = whistlesFor(words, rows.values(), me, org).map((row) => ({
    id: `whistle-${row.id}`,
    title: row.subject,
    // The whole number is found as well, though nobody reads it.
    hint: about(row),
    run: () => go.open(row.id),
  }));
  if (me === null) return commands;
  for (const word of words) {
    if (word.length < SHORTEST_ACT) continue;
    const rest = words.filter((each) => each !== word);
    if (rest.length === 0) continue;
    const acts = ACTS.filter(({ type }) => startsWithWord(names.act(type), word));
    if (acts.length === 0) continue;
    const found = whistlesFor(rest, rows.values(), me, org);
    for (const { type } of acts)
      for (const row of found)
        commands.push({
          id: `act-${type}-${row.id}`,
          title: `${names.act(type)} · ${row.subject}`,
          hint: about(row),
          run: () => go.act(row.id, type, rest),
        });
  }
  return commands;
}
