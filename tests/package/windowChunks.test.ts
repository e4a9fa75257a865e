import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WindowRole } from '../../shared/contract/windowRole.ts';

const ASSETS = fileURLToPath(new URL('../../dist/renderer/assets/', import.meta.url));
const chunk = (name: string): string => readFileSync(`${ASSETS}${name}`, 'utf8');
const scripts = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
const html = readFileSync(`${ASSETS}../index.html`, 'utf8');
const entry = /assets\/([\w-]+\.js)/.exec(html)?.[1] ?? '';

/** What a window loads before it shows itself: the chunks that import each other, not those that are loaded when needed. */
function loadedBy(role: WindowRole): Set<string> {
  const own = new RegExp(`windows/${role}/Window\\.tsx[^,]*?import\\(.\\./([\\w-]+\\.js)`).exec(chunk(entry));
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, next = ''] of chunk(name).matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)/g)) visit(next);
  };
  visit(entry);
  visit(own?.[1] ?? `no chunk of ${role}`);
  return found;
}

/** A class that React Aria gives to the fields of a date. */
const holdsDateField = (name: string): boolean => chunk(name).includes('react-aria-DateInput');

describe('the windows', () => {
  it('load date fields where a form or a filter has one, and never on a wall', () => {
    expect(scripts.filter(holdsDateField)).toHaveLength(1);
    const loading = WindowRole.options.filter((role) => [...loadedBy(role)].some(holdsDateField));
    expect(loading).toEqual(['desk', 'connections', 'whistles', 'orders', 'assessment']);
  });

  it('load the dialog of people and rights when it is opened', () => {
    const people = scripts.filter((name) => name.startsWith('PeopleDialog-'));
    expect(people).toHaveLength(1);
    for (const role of WindowRole.options) expect([...loadedBy(role)]).not.toContain(people[0]);
  });
});
