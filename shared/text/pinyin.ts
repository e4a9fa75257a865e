import { folded } from './folded.ts';

/** The first character of each pinyin initial in the order of the Chinese collation; no word begins with i, u or v. */
const FIRST_CHARACTERS = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/**
 * Cached, because collation is slow, texts repeat their characters, and each key press searches a board of thousands.
 */
const cache = new Map<string, string>();

/** Initial of one Chinese character by its commonest reading; other characters folded. */
function initialOf(character: string): string {
  const cached = cache.get(character);
  if (cached !== undefined) return cached;
  const found = findInitial(character);
  cache.set(character, found);
  return found;
}

function findInitial(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return folded(character);
  let found = '';
  for (let at = 0; at < LETTERS.length; at += 1) {
    if (order.compare(character, FIRST_CHARACTERS[at] ?? '') < 0) break;
    found = LETTERS[at] ?? '';
  }
  return found;
}

/** 拼音首字母: `秦淮区` → `qhq`. */
export function initialsOf(text: string): string {
  return [...text].map(initialOf).join('');
}

/** Whether the typed text is part of the text, or of its pinyin initials. */
export function matches(typed: string, text: string): boolean {
  const wanted = folded(typed).trim();
  return wanted === '' || folded(text).includes(wanted) || initialsOf(text).includes(wanted);
}
