import { simplified } from '../text/simplified.ts';

/**
 * Full-text search for Chinese and mixed text without a dictionary. A text is split into tokens, and a query is translated
 * into an FTS5 expression over them plus an exact check, so that every hit really contains the query.
 *
 * - Chinese runs: every pair of neighbours (井盖 盖破 破损) and the last character alone, so that one character is the
 *   prefix of some token, two are a token, and more are several that must all be there.
 * - Latin words: themselves, found by their beginning.
 * - Words with digits (case numbers): themselves and every three neighbours, so that any part of three or more
 *   characters is found, as operators read out the last digits of a number.
 *
 * Both sides are folded alike: width, case, accents, and traditional to simplified characters (繁简), one by one. What
 * `foldText` does may only change together with a migration that has all cases indexed again.
 */

/** Marks three-character parts; private use, which folding removes from every text. */
const PART_MARK = '\uE000';
const PART_LENGTH = 3;

const CHINESE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;
const NOT_A_TOKEN = /[^\p{L}\p{N}]+/gu;
/** Chinese runs and other words, in order. */
const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul} ]+/gu;
const PLAIN = /^[ -~]*$/;

/**
 * Full width to half width, lower case, no accents, traditional characters simplified, anything but letters and digits one
 * space.
 */
export function foldText(text: string): string {
  const folded = PLAIN.test(text)
    ? text.toLowerCase()
    : simplified(
        text
          .normalize('NFKD')
          .replace(/\p{M}+/gu, '')
          .normalize('NFKC')
          .toLowerCase(),
      );
  return folded.replace(NOT_A_TOKEN, ' ').trim();
}

/** The tokens of a case's texts, separated by spaces, each once; empty when there are none. */
export function searchTokens(texts: readonly (string | null)[]): string {
  const tokens = new Set<string>();
  for (const text of texts) {
    if (text === null) continue;
    for (const run of runsOf(foldText(text))) {
      if (isChinese(run)) addPairs(tokens, run);
      else addWord(tokens, run);
    }
  }
  return [...tokens].join(' ');
}

/** One word of the query. */
type Term = {
  /** Folded; must occur in the folded text. */
  text: string;
  /** Matches only at the beginning of words. */
  atWordStart: boolean;
};

export type SearchQuery = {
  /** For FTS5's MATCH. Contains only quoted tokens of letters and digits, whatever the input. */
  expression: string;
  /** The expression may match too many cases; hits must be checked with `matchesQuery`. */
  needsCheck: boolean;
  terms: Term[];
};

/** Parses a query; null if it has no searchable text. All terms must occur, in any order. */
export function parseSearch(typed: string): SearchQuery | null {
  const terms: Term[] = [];
  const clauses = new Set<string>();
  let needsCheck = false;
  for (const chunk of typed.split(/\s+/u)) {
    const text = foldText(chunk);
    const runs = runsOf(text);
    const first = runs[0];
    if (first === undefined) continue;
    terms.push({ text, atWordStart: !isChinese(first) && !hasParts(first) });
    if (runs.length > 1) needsCheck = true;
    for (const run of runs) {
      const found = clausesOf(run);
      if (found.length > 1) needsCheck = true;
      for (const clause of found) clauses.add(clause);
    }
  }
  if (terms.length === 0) return null;
  return { expression: [...clauses].join(' AND '), needsCheck, terms };
}

/** Whether a case with these texts matches. Exact, while the index may return false hits. */
export function matchesQuery(query: SearchQuery, texts: readonly (string | null)[]): boolean {
  const folded = texts.filter((text) => text !== null).map(foldText);
  return query.terms.every((term) => folded.some((text) => contains(text, term)));
}

function contains(text: string, term: Term): boolean {
  for (let at = text.indexOf(term.text); at >= 0; at = text.indexOf(term.text, at + 1)) {
    if (!term.atWordStart || at === 0) return true;
    const before = characterBefore(text, at);
    if (before === ' ' || CHINESE.test(before)) return true;
  }
  return false;
}

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(at - 2, at) : text.charAt(at - 1);
}

function runsOf(folded: string): string[] {
  return folded.match(RUN) ?? [];
}

function isChinese(run: string): boolean {
  return CHINESE.test(String.fromCodePoint(run.codePointAt(0) ?? 0));
}

/** Words that are found by any part of them. Counts characters, as `partsOf` does: a rare one takes two units. */
function hasParts(word: string): boolean {
  return [...word].length >= PART_LENGTH && /\p{N}/u.test(word);
}

function addPairs(tokens: Set<string>, run: string): void {
  const characters = [...run];
  for (let i = 0; i + 1 < characters.length; i++) tokens.add(`${characters[i]}${characters[i + 1]}`);
  tokens.add(characters.at(-1) ?? '');
}

function addWord(tokens: Set<string>, word: string): void {
  tokens.add(word);
  if (hasParts(word)) for (const part of partsOf(word)) tokens.add(part);
}

function partsOf(word: string): string[] {
  const characters = [...word];
  const parts: string[] = [];
  for (let i = 0; i + PART_LENGTH <= characters.length; i++) {
    parts.push(PART_MARK + characters.slice(i, i + PART_LENGTH).join(''));
  }
  return parts;
}

function clausesOf(run: string): string[] {
  const characters = [...run];
  if (isChinese(run)) {
    if (characters.length === 1) return [`"${run}"*`];
    const pairs: string[] = [];
    for (let i = 0; i + 1 < characters.length; i++) pairs.push(`"${characters[i]}${characters[i + 1]}"`);
    return pairs;
  }
  return hasParts(run) ? partsOf(run).map((part) => `"${part}"`) : [`"${run}"*`];
}
