import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js/t2cn';

/**
 * Writes shared/text/hanVariants.ts: every character that has a simplified form (繁体字, 异体字), and that form. A search
 * folds character by character and needs no phrases, so the dictionaries stay here.
 * `node build/scripts/makeHanVariants.ts`; tests/unit/text/hanVariants.test.ts compares the file with the library.
 */
const LAST_HAN = 0x33479;
const PAIRS_PER_LINE = 52;

/** Variants in names of roads and villages that the dictionaries do not hold. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['邨', '村'],
  ['坵', '丘'],
  ['衖', '弄'],
  ['墖', '塔'],
  ['菴', '庵'],
  ['隝', '岛'],
  ['嶌', '岛'],
  ['栢', '柏'],
  ['甦', '苏'],
  ['囯', '国'],
  ['囻', '国'],
  ['妳', '你'],
];

/** `[[門, 门], …]` by code point; no second member is the first of another pair. */
export function hanVariants(): [string, string][] {
  // Taiwan and Hong Kong write some characters in forms of their own (裡, 綫).
  const conversions = ['t', 'tw', 'hk'].map((from) => Converter({ from, to: 'cn' }));
  const own = new Map(OTHERS);
  const simpler = (letter: string): string => {
    for (const convert of conversions) {
      const found = convert(letter);
      if (found !== letter) return simpler(found);
    }
    const variant = own.get(letter);
    return variant === undefined ? letter : simpler(variant);
  };
  const pairs: [string, string][] = [];
  for (let code = 0x3400; code <= LAST_HAN; code++) {
    const letter = String.fromCodePoint(code);
    // What compatibility forms (NFKC) already stand for needs no entry.
    if (!/^\p{Script=Han}$/u.test(letter) || letter.normalize('NFKC') !== letter) continue;
    const form = simpler(letter);
    if (form !== letter) pairs.push([letter, form]);
  }
  return pairs;
}

function write(): void {
  const pairs = hanVariants().map((pair) => pair.join(''));
  const lines: string[] = [];
  for (let from = 0; from < pairs.length; from += PAIRS_PER_LINE)
    lines.push(`  '${pairs.slice(from, from + PAIRS_PER_LINE).join('')}',`);
  const file = fileURLToPath(new URL('../../shared/text/hanVariants.ts', import.meta.url));
  writeFileSync(
    file,
    `/**
 * Made by build/scripts/makeHanVariants.ts; not to be edited. Pairs of a traditional or variant character and its simplified
 * form. From the dictionaries of OpenCC (https://github.com/BYVoid/OpenCC), Apache License 2.0, by way of opencc-js.
 */
export const HAN_VARIANTS: readonly string[] = [
${lines.join('\n')}
];
`,
  );
  execFileSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write();
