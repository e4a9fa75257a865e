import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/**
 * Signs that the bundled font (Noto Sans SC) has, read off its files with `fc-query --format='%{charset}\n' FILE.woff2`.
 * Any other one is drawn by whatever font the machine has besides, or as an empty box: two streets stood as 夫子庙街道 ☒
 * 秦虹街道.
 */
const IN_THE_FONT = [
  ...'‐–—‖‘’“”‹›†‡•…‰′″※℃№→←↑↓⇧−≈≠≤≥⊕●○◎◉◆◇■□▲△▼▽▶▷▣◐◑✓①②③④⑤⑥⑦⑧⑨⑩ⓘ↗',
  ...'　、。〃〈〉《》「」『』【】〔〕〜（），．：；？！＋－＝／～％',
];
const root = fileURLToPath(new URL('../../../', import.meta.url));

it('the windows show no sign that the bundled font lacks', () => {
  const found = new Set<string>();
  for (const file of globSync('{renderer,shared/errors,shared/whistle}/**/*.{ts,tsx,css}', { cwd: root })) {
    const text = readFileSync(root + file, 'utf8');
    for (const [sign] of text.matchAll(/[\u2000-\u2bff\u3000-\u303f\uff00-\uffef]/g))
      if (!IN_THE_FONT.includes(sign)) found.add(`${sign} U+${sign.charCodeAt(0).toString(16)} ${file}`);
  }
  expect([...found]).toEqual([]);
});
