import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { WALL_RIGHTS, wallRight } from '../../../shared/contract/wallRights.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { type Hall, openHall } from '../whistles/support.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall(null, ['duty']);
});
afterAll(() => hall.removeData());

const COOKIE = { Cookie: 'citywhistle-4100=abc' };
/** Everybody who counts as a wall, and everybody who does not. */
const WALLS: [string, Record<string, string>][] = [
  ['a wall', { [WINDOW_ROLE_HEADER]: 'wall' }],
  ['a wall in front of which somebody is signed in', { [WINDOW_ROLE_HEADER]: 'wall', ...COOKIE }],
  ['a wall that sends a session', { [WINDOW_ROLE_HEADER]: 'wall', 'X-Session': 'abc' }],
  ['a role that nobody knows', { [WINDOW_ROLE_HEADER]: 'lobby' }],
  ['two roles at once', { [WINDOW_ROLE_HEADER]: 'desk, wall' }],
  ['a browser that says no role', COOKIE],
];
const OTHERS: [string, Record<string, string>][] = [
  ['a desk', { [WINDOW_ROLE_HEADER]: 'desk', ...COOKIE }],
  ['the board', { [WINDOW_ROLE_HEADER]: 'whistles' }],
  ['the connections', { [WINDOW_ROLE_HEADER]: 'connections' }],
  ['a script with the token', { Authorization: 'Bearer abc' }],
  ['a script with a session', { 'X-Session': 'abc', ...COOKIE }],
];
const REFUSED = new Set(['not-on-a-wall', 'window-unnamed']);
const ErrorCode = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Code and status when the role is refused; null when the request came further. */
async function refusedRole(route: Route, headers: Record<string, string>): Promise<string | null> {
  const stop = new AbortController();
  const answer = await hall.request(route.path.replace(':id', 'none'), {
    method: route.method,
    headers,
    signal: stop.signal,
  });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return null;
  }
  const said = ErrorCode.safeParse(await answer.json().catch(() => null));
  if (answer.ok || !said.success || !REFUSED.has(said.data.error.code)) return null;
  expect(answer.status).toBe(403);
  expect(said.data.error.message).toMatch(/[\u4e00-\u9fff]/);
  return said.data.error.code;
}

const TABLE = Object.entries<Route>(routes);

describe.each(TABLE)('%s', (name, route) => {
  const right = wallRight(route);
  const forWalls = right === 'unmasked' || right === 'masked';

  it('has been decided', () => {
    expect(Object.keys(WALL_RIGHTS)).toContain(name);
  });

  it.each(WALLS)(forWalls ? 'answers %s' : 'refuses %s', async (_who, headers) => {
    expect(await refusedRole(route, headers)).toBe(forWalls ? null : 'not-on-a-wall');
  });

  it.each(OTHERS)('lets %s pass', async (_who, headers) => {
    const script = !(WINDOW_ROLE_HEADER in headers);
    expect(await refusedRole(route, headers)).toBe(
      right === 'stated-role' && script ? 'window-unnamed' : null,
    );
  });
});

describe('what a wall may ask', () => {
  /** Looked at one by one: a route that joins this list is to be looked at too. */
  const LOOKED_AT = [
    'allOperators',
    // Pictures of the ground, which say nothing of cases; where they come from is a page for administrators.
    'basemapTile',
    'basemaps',
    'case',
    'cases',
    // Who is signed in at a wall may choose as whom, as at any window of the session.
    'chooseActing',
    'choosePost',
    'createOperator',
    'events',
    'gridCounts',
    // Less of each case than `points` says: its time and its cell or grid.
    'gridTimeline',
    'grids',
    'heat',
    'heatTimeline',
    'histogram',
    'keepSession',
    // Places with their names; names with contact data are left out when a file is read, other attributes stay there.
    'layerNear',
    'layerPlaces',
    'layerTile',
    'layers',
    'openapi',
    'operators',
    'pack',
    'patchOperator',
    'points',
    // A request of another system is no window's: its signature alone counts.
    'push',
    'session',
    'setPin',
    'signIn',
    'signOut',
    'status',
    'summary',
    // Pictures and players send no header; the ticket is what lets them, and no wall is given one.
    'viewFile',
    // Names of units, never of persons; what people type is masked as what upstreams send.
    'wallMeeting',
    'wallWhistle',
    'wallWhistles',
  ];

  it('is what was looked at, and nothing else', () => {
    const may = TABLE.filter(([, route]) => ['unmasked', 'masked'].includes(wallRight(route)));
    expect(may.map(([name]) => name).sort()).toEqual(LOOKED_AT);
  });

  it('holds nothing that is not of the contract', () => {
    expect(wallRight({ ...routes.status })).toBe('refused');
  });
});
