import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHINESE } from '../../support/chinese.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const TABLES = '{renderer,shared}/**/*ords.ts';

/** Code that says or reads Chinese for reasons of its own. */
const ALSO_CHINESE = [
  ...['renderer/base/punctuation.ts', 'renderer/map/mapData.ts'],
  'renderer/windows/connections/mappingFields.ts',
  // The name of a field in vector tiles of surveying offices.
  'renderer/map/basemap/vectorStyle.ts',
  // Words of both languages in tables and choices of their own.
  'renderer/windows/desk/historyText.ts',
  ...['logText', 'ladderText', 'appealText', 'unitText'].map(
    (name) => `renderer/windows/whistles/log/${name}.ts`,
  ),
  // A sentence of the service loses its full stop; a name for a file that comes without one.
  ...['renderer/windows/wall/Banners.tsx', 'renderer/live/queries/exportCases.ts'],
  'renderer/live/orders/sendOrder.ts',
  // The usual series of orders (督), and the marks between numbers that people type.
  'renderer/windows/orders/newOrderDraft.ts',
];

type Word = string | ((...values: unknown[]) => string);
type Pair = { key: string; zh: Word; en: Word };

/** `,` `;` `:` `!` `?` and brackets. A full stop may belong to a number or a name. */
const HALF_WIDTH = /[\u3400-\u9fff」”）][,;:!?()]|[,;:!?()][\u3400-\u9fff「“（]/;
/** The switch of the language names the other one in its own words. */
const OTHER_LANGUAGE = ['appWords toEnglish', 'commandWords language'];

/** Every word or sentence of a table, however deep, in both languages. */
function pairsOf(value: unknown, key: string): Pair[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('zh' in value && 'en' in value))
    return Object.entries(value).flatMap(([name, inner]) => pairsOf(inner, `${key} ${name}`));
  const { zh, en } = value;
  if (typeof zh !== 'object' || typeof en !== 'object') return [{ key, zh: zh as Word, en: en as Word }];
  return Object.keys({ ...zh, ...en }).map((name) => ({
    ...{ key: `${key} ${name}`, zh: Reflect.get(zh ?? {}, name), en: Reflect.get(en ?? {}, name) },
  }));
}

/** For as many parameters as any word may have. */
const twos = Array<number>(8).fill(2);

/** The text for these figures; some functions want texts. */
function textOf(word: Word, figures: number[]): string {
  if (typeof word === 'string') return word;
  try {
    return word(...figures);
  } catch {
    return word(...figures.map((figure) => `x${figure}`));
  }
}

/** Which parameters change the text. */
function parametersOf(word: Word): boolean[] {
  return twos.map((_, at) => textOf(word, twos.with(at, 3)) !== textOf(word, twos));
}

const pairs: Pair[] = [];
for (const file of globSync(TABLES, { cwd: root }))
  for (const [name, table] of Object.entries(await import(join(root, file))))
    pairs.push(...pairsOf(table, name));

const allThat = (isWrong: (pair: Pair) => boolean): string[] =>
  pairs.filter(isWrong).map(({ key, zh, en }) => `${key}: ${textOf(zh, twos)} | ${textOf(en, twos)}`);

describe('the words of both languages', () => {
  it('are all looked at', () => {
    const elsewhere = globSync('renderer/**/*.{ts,tsx}', { cwd: root, exclude: [TABLES] }).filter((file) =>
      /\bdefineWords\(\{/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(elsewhere).toEqual([]);
    expect(pairs.length).toBeGreaterThan(1700);
  });

  it('stand in no other code of the windows', () => {
    const others = globSync('renderer/**/*.{ts,tsx}', { cwd: root, exclude: [TABLES] }).filter((file) => {
      const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      return CHINESE.test(code);
    });
    expect(others.sort()).toEqual(ALSO_CHINESE.sort());
  });

  it('are there in both', () => {
    const isText = (word: Word) => typeof word === 'string' || typeof word === 'function';
    expect(pairs.filter(({ zh, en }) => !isText(zh) || !isText(en))).toEqual([]);
    expect(allThat(({ zh, en }) => (textOf(zh, twos) === '') !== (textOf(en, twos) === ''))).toEqual([]);
    expect(
      allThat(({ zh, en }) => /undefined|NaN|\[object/.test(textOf(zh, twos) + textOf(en, twos))),
    ).toEqual([]);
  });

  it('have no Chinese character or full-width mark in English', () => {
    expect(allThat(({ key, en }) => CHINESE.test(textOf(en, twos)) && !OTHER_LANGUAGE.includes(key))).toEqual(
      [],
    );
  });

  it('have no half-width mark beside a Chinese character in Chinese', () => {
    expect(allThat(({ zh }) => HALF_WIDTH.test(textOf(zh, twos)))).toEqual([]);
  });

  it('tell the same figures and names', () => {
    expect(allThat(({ zh, en }) => String(parametersOf(zh)) !== String(parametersOf(en)))).toEqual([]);
  });
});
