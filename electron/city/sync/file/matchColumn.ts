import { headerWords } from '../normalise/headerCore.ts';
import { COLUMN_WORDS, type FieldName } from './columnWords.ts';
import { timeRoleOf } from './timeColumns.ts';

/** How a column was recognised: by its whole name, by a part of it, or only by its values. */
export type Evidence = 'name' | 'part-of-name' | 'content';
/** `rank`: the less, the more specific. */
export type Match = { field: FieldName; evidence: Evidence; matched: string; rank: number };

/** Names that say what kind of thing a column holds, and need the row above to say of what: `回访 时间`. */
const KINDS_ONLY = /^(?:时间|日期|时限|期限)$/;

/**
 * The field that a header names, with the words that say so; null for none. A header of two rows (`时限 办结时限`) is read
 * whole, then by its last part, and only then by a part of the whole.
 */
export function matchHeader(header: string): Match | null {
  const words = headerWords(header);
  const core = words.join('');
  const last = words.at(-1) ?? '';
  const whole = wholeMatch(words, core);
  const isTwoRows = words.length > 1 && /\p{Script=Han}/u.test(last) && !KINDS_ONLY.test(last);
  if (whole !== null || !isTwoRows) return whole ?? partMatch(words, core);
  return wholeMatch([last], core) ?? partMatch([last], core) ?? partMatch(words, core);
}

/** `core`: that of the whole header, of which `words` may be the last. */
function wholeMatch(words: string[], core: string): Match | null {
  const matched = words.join('');
  const time = timeRoleOf(words);
  if (time?.whole === true) return { ...time, evidence: 'name' };
  for (const { field, words: names, alone, not } of COLUMN_WORDS) {
    const known = matched === core ? [...names, ...alone] : names;
    const rank = known.indexOf(matched);
    if (rank >= 0 && (matched === core || !not?.test(core)))
      return { field, evidence: 'name', matched, rank };
  }
  return null;
}

/** The longest known name at the end of a header, where both languages have the noun. */
function partMatch(words: string[], core: string): Match | null {
  const time = timeRoleOf(words);
  if (time !== null) return { ...time, evidence: 'part-of-name' };
  const text = words.join('');
  // English names end at a word: `hotel` is no `tel`.
  const ends = words.map((_, from) => words.slice(from).join(''));
  let best: Match | null = null;
  for (const { field, words: names, not } of COLUMN_WORDS) {
    if (not?.test(core)) continue;
    const rank = names.findIndex((name) => isPart(name, text, ends));
    const matched = names[rank];
    if (matched !== undefined && (best === null || matched.length > best.matched.length))
      best = { field, evidence: 'part-of-name', matched, rank };
  }
  return best;
}

function isPart(name: string, text: string, ends: string[]): boolean {
  return ends.includes(name) || (/\p{Script=Han}/u.test(name) && text.endsWith(name));
}
