import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Every regular expression that is written in the product, and where. */
function patternsOf(file: string): { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = [];
  const { program, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  expect(errors).toEqual([]);
  new Visitor({
    Literal(node) {
      if ('regex' in node) found.push({ source: node.regex.pattern, flags: node.regex.flags });
    },
  }).visit(program);
  return found;
}

/** What an attacker would send, where matching takes more than linear time; null where nothing does. */
function worstCase({ source, flags }: { source: string; flags: string }): string | null {
  const { status, ...rest } = checkSync(source, flags, { timeout: 30_000, randomSeed: 1 });
  if (status === 'safe') return null;
  return 'attack' in rest && rest.attack !== undefined ? rest.attack.pattern : `${status}: not decided`;
}

describe('the patterns of the product', () => {
  const files = globSync('{electron,shared,renderer}/**/*.{ts,tsx}', { cwd: root });
  const places = new Map<string, string[]>();
  for (const file of files)
    for (const { source, flags } of patternsOf(file))
      places.set(`/${source}/${flags}`, [...(places.get(`/${source}/${flags}`) ?? []), file]);

  it('are found', () => {
    expect(places.size).toBeGreaterThan(150);
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
