import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { progressOf } from '../../../electron/city/sync/progress.ts';
import { SourceConfig, SourceProgress } from '../../../shared/contract/sources.ts';

const base = {
  id: 'a',
  name: 'a',
  pollSeconds: 60,
  paused: false,
  crs: 'wgs84',
  zone: 'UTC',
  auth: { in: 'none' },
};
const mapping = { fields: { id: 'id', requestedAt: 'at' } };
const sources = {
  open311: SourceConfig.parse({ ...base, kind: 'open311', url: 'http://a.test', dialect: DIALECTS.plain }),
  rest: SourceConfig.parse({ ...base, kind: 'rest', url: 'http://a.test', mapping }),
  soda: SourceConfig.parse({ ...base, kind: 'soda', url: 'http://a.test', options: { mapping } }),
  arcgis: SourceConfig.parse({
    ...{ ...base, kind: 'arcgis', url: 'http://a.test/FeatureServer/0' },
    options: { mapping },
  }),
  file: SourceConfig.parse({ ...base, kind: 'file', path: '/a.csv', mapping }),
};

const T = Date.UTC(2026, 10, 22, 2, 34);
const DAY = 86_400_000;
const open311 = {
  v: 1,
  largest: 50,
  updated: T,
  requested: T - DAY,
  oldest: T - 90 * DAY,
  scanned: T,
  loaded: true,
  down: null,
  sweptAt: 0,
  reaskedAt: 0,
  caughtUpAt: 0,
  maxWidth: null,
  ignoresPaging: false,
  ignoresDates: false,
  ignoresUpdated: false,
  poison: [],
};
const walk = {
  kind: 'load',
  startedAt: T,
  floor: 0,
  position: T - 9 * DAY,
  width: DAY,
  clean: true,
  rows: 5,
};

describe('how far a source is read', () => {
  it('tells of a service whether its edits are followed', () => {
    const whole = { sweptAt: T - DAY, pages: 40, received: 900, missing: null };
    const progress = (cursor: object) => progressOf(sources.arcgis, JSON.stringify({ ...whole, ...cursor }));
    expect(progress({})).toEqual({ phase: 'following', upTo: T - DAY, backTo: null });
    expect(progress({ edited: T - 5, followedAt: T })).toEqual({
      ...{ phase: 'following', upTo: T, backTo: null, daily: true },
    });
  });

  it.each([
    ['follows', open311, { phase: 'following', upTo: T, backTo: null }],
    [
      'follows a quiet city',
      { ...open311, updated: T - 9 * DAY, requested: T - 9 * DAY },
      { phase: 'following', upTo: T, backTo: null },
    ],
    ['loads', { ...open311, loaded: false, down: walk }, { phase: 'loading', upTo: T, backTo: T - 9 * DAY }],
    [
      'has only begun, a year ahead',
      {
        ...open311,
        loaded: false,
        updated: null,
        requested: null,
        down: { ...walk, position: T + 366 * DAY },
      },
      { phase: 'loading', upTo: null, backTo: null },
    ],
    [
      'compares',
      { ...open311, updated: T + 0.5, down: { ...walk, kind: 'sweep' } },
      { phase: 'checking', upTo: T, backTo: T - 9 * DAY },
    ],
  ])('Open311 %s', (_name, cursor, expected) => {
    const progress = progressOf(sources.open311, JSON.stringify(cursor));
    expect(SourceProgress.parse(progress)).toEqual(expected);
  });

  it.each([
    ['rest', { updated: T, sweptAt: T - DAY, pages: 3 }, T],
    ['rest', { updated: null, sweptAt: T, pages: 3 }, T],
    ['rest', { updated: T - DAY, sweptAt: T, pages: 3 }, T],
    ['soda', { at: '2026-11-22T02:34:00.000Z', id: 'row-1' }, T],
    ['soda', { at: '2026-11-22T02:34:00.000', id: 'row-1' }, T],
  ] as const)('%s %j', (kind, cursor, upTo) => {
    expect(progressOf(sources[kind], JSON.stringify(cursor))).toEqual({
      phase: 'following',
      upTo,
      backTo: null,
    });
  });

  it.each([
    [{ size: 1, mtime: 1, offsetRow: 1000, done: false }, 'loading'],
    [{ size: 1, mtime: 1, offsetRow: 1500, done: true }, 'following'],
  ])('a file %j', (cursor, phase) => {
    expect(progressOf(sources.file, JSON.stringify(cursor))).toEqual({ phase, upTo: null, backTo: null });
  });

  it('is not told before anything is known', () => {
    expect(progressOf(sources.open311, null)).toBeNull();
    expect(progressOf(sources.rest, '')).toBeNull();
  });

  it.each(Object.keys(sources) as (keyof typeof sources)[])('%s: a damaged cursor breaks nothing', (kind) => {
    for (const text of ['{', '[]', '{"at":5}', '"x"', '{"v":2}']) {
      expect(SourceProgress.nullable().safeParse(progressOf(sources[kind], text)).success).toBe(true);
    }
  });
});
