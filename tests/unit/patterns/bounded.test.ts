import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it, vi } from 'vitest';
import { benchPack } from '../../bench/support/cases.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

type Pattern = { source: string; flags: string };

/** Every regular expression that is written in a file, and whether it makes others with `RegExp(…)`. */
function patternsOf(file: string): { written: Pattern[]; makesOthers: boolean } {
  const written: Pattern[] = [];
  let makesOthers = false;
  const { program, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  expect(errors).toEqual([]);
  new Visitor({
    Literal(node) {
      if ('regex' in node) written.push({ source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression({ callee }) {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') makesOthers = true;
    },
    CallExpression({ callee }) {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') makesOthers = true;
    },
  }).visit(program);
  return { written, makesOthers };
}

/** Files that make patterns while the program runs, and what has them make every kind of pattern that they make. */
const MAKERS: Record<string, () => Promise<unknown>> = {
  'shared/privacy/contactNumbers.ts': () => import('../../../shared/privacy/contactNumbers.ts'),
  'shared/calendar/notice.ts': () => import('../../../shared/calendar/notice.ts'),
  'electron/city/sync/normalise/patterns.ts': async () => {
    const { patternReader } = await import('../../../electron/city/sync/normalise/patterns.ts');
    // All fields and separators; a mapping could do worse, so the text that is read has a longest length.
    for (const each of [
      'yyyy-MM-dd HH:mm:ss',
      'MM/dd/yyyy hh:mm:ss a',
      'yyyyMMddHHmmss',
      'yyyy年M月d日 H时m分',
    ])
      patternReader(each);
    for (const each of ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'yy.M.d h:m:s a', 'dd/MM/yy HH:mm'])
      patternReader(each);
  },
  'shared/geo/angle.ts': () => import('../../../shared/geo/angle.ts'),
  'electron/city/sync/normalise/contactFields.ts': () =>
    import('../../../electron/city/sync/normalise/contactFields.ts'),
  'electron/city/sync/normalise/statusWords.ts': () =>
    import('../../../electron/city/sync/normalise/statusWords.ts'),
  'electron/demo/requestHandler.ts': async () => {
    const { createRequestHandler } = await import('../../../electron/demo/requestHandler.ts');
    createRequestHandler(benchPack(), 1, 1)('/open311/v2/requests/none.json', new URLSearchParams(), 0);
  },
};

/** The patterns that a file makes while it is loaded and `run`, which libraries beside it do not count to. */
async function madeBy(file: string, run: () => Promise<unknown>): Promise<Pattern[]> {
  const made: Pattern[] = [];
  const note = (pattern: RegExp): RegExp => {
    if (new Error('where').stack?.includes(join(root, file)))
      made.push({ source: pattern.source, flags: pattern.flags });
    return pattern;
  };
  vi.resetModules();
  vi.stubGlobal(
    'RegExp',
    new Proxy(RegExp, {
      construct: (maker, [source, flags]) => note(new maker(source, flags)),
      apply: (maker, _, [source, flags]) => note(maker(source, flags)),
    }),
  );
  try {
    await run();
  } finally {
    vi.unstubAllGlobals();
  }
  return made;
}

/** What an attacker would send, where matching takes more than linear time; null where nothing does. */
function worstCase({ source, flags }: Pattern): string | null {
  // No limits of time, which a busy machine would exceed: an attack that takes too long to try counts as one.
  const limits = { timeout: null, incubationTimeout: null, attackTimeout: null };
  const { status, ...rest } = checkSync(source, flags, { ...limits, randomSeed: 1 });
  if (status === 'safe') return null;
  return 'attack' in rest && rest.attack !== undefined ? rest.attack.pattern : `${status}: not decided`;
}

describe('the patterns of the product', async () => {
  const files = globSync('{electron,shared,renderer}/**/*.{ts,tsx}', { cwd: root });
  const read = files.map((file) => ({ file, ...patternsOf(file) }));
  const makers = read.filter(({ makesOthers }) => makesOthers).map(({ file }) => file);
  const made: { file: string; patterns: Pattern[] }[] = [];
  for (const [file, run] of Object.entries(MAKERS)) made.push({ file, patterns: await madeBy(file, run) });
  const places = new Map<string, string[]>();
  for (const { file, patterns } of [
    ...read.map(({ file, written }) => ({ file, patterns: written })),
    ...made,
  ])
    for (const { source, flags } of patterns)
      places.set(`/${source}/${flags}`, [...(places.get(`/${source}/${flags}`) ?? []), file]);

  it('are found', () => {
    expect(places.size).toBeGreaterThan(150);
  });

  it('are found where they are made while the program runs', () => {
    expect(makers.sort()).toEqual(Object.keys(MAKERS).sort());
    for (const { file, patterns } of made) expect(patterns, file).not.toEqual([]);
    expect([...places.keys()].filter((pattern) => pattern.includes('[1１][3-9３-９]'))).toHaveLength(1);
  });

  it.each([...places])('%s takes time in proportion to the text', (pattern, where) => {
    const end = pattern.lastIndexOf('/');
    const attack = worstCase({ source: pattern.slice(1, end), flags: pattern.slice(end + 1) });
    expect(attack, where.join(', ')).toBeNull();
  });

  it('would be found out if they did not', () => {
    expect(worstCase({ source: '[\\w.+-]+@[\\w-]+', flags: 'g' })).not.toBeNull();
  });
});
