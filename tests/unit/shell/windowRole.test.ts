import { expect, it } from 'vitest';
import { withRole } from '../../../electron/shell/windowRole.ts';
import { Role } from '../../../renderer/base/role.ts';
import { readWindowRole, WINDOW_ROLE_HEADER, WindowRole } from '../../../shared/contract/windowRole.ts';
import { WindowRole as LayoutRole } from '../../../shared/layout/layout.ts';

it('gives a wall’s rights to what says nothing, and leaves what a page said', () => {
  const silent = withRole(new Request('app://city/api/events'));
  expect(silent.headers.get(WINDOW_ROLE_HEADER)).toBe('wall');
  const desk = new Request('app://city/api/cases', { headers: { [WINDOW_ROLE_HEADER]: 'desk' } });
  expect(withRole(desk).headers.get(WINDOW_ROLE_HEADER)).toBe('desk');
});

it('knows every role that a layout or a page can name', () => {
  for (const roles of [LayoutRole.options, Role.options])
    expect([...roles].sort()).toEqual([...WindowRole.options].sort());
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
