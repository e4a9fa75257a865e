import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { json } from '../../support/city.ts';
import { type Hall, openHall } from '../whistles/support.ts';

/** What is of the pack or the program, and of nobody: a window may keep it, and asks each time whether it still holds. */
const OF_NOBODY: readonly Route[] = [routes.pack, routes.grids, routes.openapi];

let hall: Hall;
let token = '';
beforeAll(async () => {
  hall = await openHall(null, ['chief', 'duty']);
  await hall.as('duty', 'GET', '/api/session');
  token = hall.token('duty');
});
afterAll(() => hall.removeData());

const every = Object.entries<Route>(routes).map(([name, route]) => [name, route] as const);

it.each(every)('nothing of %s stays on the disk of a browser, done or refused', async (_name, route) => {
  const body = route.consumes === 'json' ? json(route.method, {}) : { method: route.method };
  const path = route.path.replace(':id', 'none');
  for (const session of [{}, { 'X-Session': token }]) {
    if (route === routes.signOut && 'X-Session' in session) continue;
    const headers = { ...body.headers, 'X-Window-Role': 'desk', ...session };
    const answer = await hall.request(path, { ...body, headers });
    await answer.body?.cancel();
    const said = answer.headers.get('cache-control') ?? '';
    if (OF_NOBODY.includes(route)) expect(said).toBe('private, no-cache');
    else expect(said, `${answer.status}`).toMatch(/^no-store\b/);
  }
});

it('nor does a photo of a whistle, or the end of a session', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const added = await hall.request('/api/attachments?filename=p.png', {
    method: 'POST',
    headers: { 'X-Session': token, 'Content-Type': 'application/octet-stream', 'X-Window-Role': 'whistles' },
    body: png,
  });
  const { hash } = routes.createAttachment.response.parse(await added.json());
  const shown = await hall.as('duty', 'GET', `/api/attachments/${hash}`);
  expect(shown.status).toBe(200);
  expect(shown.headers.get('cache-control')).toBe('no-store');
  const out = await hall.request('/api/session', { method: 'DELETE', headers: { 'X-Session': token } });
  expect([out.status, out.headers.get('cache-control')]).toEqual([204, 'no-store']);
});
