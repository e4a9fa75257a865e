import { describe, expect, it } from 'vitest';
import { findStyleViolations } from '../../../build/scripts/boundaries/styles.ts';

const sheet = (body: string) => ({ path: 'renderer/ui/X.module.css', source: `.x {\n  ${body}\n}\n` });

describe('the check of style sheets', () => {
  it.each([
    'gap: var(--space-2);',
    'padding: 0 var(--space-3) 0.4em;',
    'margin: 0 auto;',
    'margin: -1.6rem 0 0 -8.5rem;',
    'padding-right: 2rem;',
    'width: 0.3rem;',
  ])('lets pass: %s', (body) => {
    expect(findStyleViolations([sheet(body)])).toEqual([]);
  });

  it.each(['gap: 0.3rem;', 'padding: 2px var(--space-1);', 'margin-top: 0.5rem;', 'row-gap: 1rem;'])(
    'refuses spacing of its own: %s',
    (body) => {
      expect(findStyleViolations([sheet(body)])).toEqual([
        { path: 'renderer/ui/X.module.css', what: expect.stringContaining('none of the five steps') },
      ]);
    },
  );

  it('refuses a sheet that holds for every window', () => {
    expect(findStyleViolations([{ path: 'renderer/map/map.css', source: '.map {}' }])).toEqual([
      { path: 'renderer/map/map.css', what: expect.stringContaining('CSS module') },
    ]);
    expect(findStyleViolations([{ path: 'renderer/base/theme.css', source: 'h1 { margin: 0; }' }])).toEqual(
      [],
    );
  });

  it('refuses a name that the sheet does not have', () => {
    const component = {
      path: 'renderer/ui/X.tsx',
      source: "import styles from './X.module.css';\nstyles['x'] + styles['gone'];",
    };
    expect(findStyleViolations([sheet('gap: 0;'), component])).toEqual([
      { path: 'renderer/ui/X.tsx', what: expect.stringContaining('«gone»') },
    ]);
  });

  it('fails when it saw nothing', () => {
    expect(findStyleViolations([])).toHaveLength(1);
  });
});
