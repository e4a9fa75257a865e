import { describe, expect, it } from 'vitest';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';

const all = Object.entries<Route>(routes);

it('writes no route twice', () => {
  const keys = all.map(([, route]) => `${route.method} ${route.path}`);
  expect(new Set(keys).size).toBe(keys.length);
});

it.each(all)('%s refuses a parameter that it does not know', (_, route) => {
  const answer = route.query.safeParse({ catgory: 'x', filename: 'a.csv', bbox: '1,2,3,4' });
  expect(answer.success).toBe(false);
  expect(JSON.stringify(answer.error?.issues)).toContain('catgory');
});

it.each(all)('%s says in Chinese what it is for', (_, route) => {
  expect(route.summary).toMatch(/[\u4e00-\u9fff]/);
});

/** The surface that scripts rely on: add to it, never take away. */
it('keeps the published surface', () => {
  const present = new Set(all.map(([, route]) => `${route.method} ${route.path}`));
  const published = [
    'GET /api/status',
    'GET /api/cases',
    'GET /api/cases/:id',
    'GET /api/heat',
    'GET /api/grids',
    'GET /api/grids/counts',
    'GET /api/histogram',
    'GET /api/quarantine',
    'POST /api/quarantine/:id/retry',
    'POST /api/sources/:id/sync',
    'GET /api/events',
    'GET /api/openapi.json',
  ];
  expect(published.filter((route) => !present.has(route))).toEqual([]);
});

describe('a route that writes', () => {
  const writing = all.filter(([, route]) => route.method !== 'GET');

  it('is not one that reads', () => {
    expect(all.filter(([, route]) => route.method === 'GET' && route.write !== null)).toEqual([]);
  });

  /** Whoever adds to this list lets nobody do something, or lets something be done without a record. */
  const withoutSession = ['signIn', 'signOut', 'createOperator', 'push'];
  const unrecorded = ['keepSession', 'noticesShown', 'previewCalendar'];

  it.each(writing)('%s needs a session and is recorded, or is a known exception', (name, route) => {
    const { write } = route;
    if (write === null) throw new Error('it has no rule');
    expect(write.right === null).toBe(withoutSession.includes(name));
    expect(write.audit === null).toBe([...withoutSession, ...unrecorded].includes(name));
    if ('because' in write) expect(write.because.length).toBeGreaterThan(20);
  });
});
