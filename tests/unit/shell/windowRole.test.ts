import { expect, it } from 'vitest';
import { withRole } from '../../../electron/shell/windowRole.ts';
import { readWindowRole, WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';

it('gives a wall’s rights to what says nothing, and leaves what a page said', () => {
  const silent = withRole(new Request('app://city/api/events'));
  expect(silent.headers.get(WINDOW_ROLE_HEADER)).toBe('wall');
  const desk = new Request('app://city/api/cases', { headers: { [WINDOW_ROLE_HEADER]: 'desk' } });
  expect(withRole(desk).headers.get(WINDOW_ROLE_HEADER)).toBe('desk');
});

it.each([
  [null, null],
  ['', null],
  ['  ', null],
  ['desk', 'desk'],
  [' desk ', 'desk'],
  ['Desk', 'wall'],
  ['kiosk', 'wall'],
  ['desk,wall', 'wall'],
])('reads %j as %j', (said, role) => {
  expect(readWindowRole(said)).toBe(role);
});
