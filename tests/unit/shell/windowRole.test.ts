import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseWindowAddress } from '../../../renderer/base/windowAddress.ts';
import { readWindowRole, WindowRole } from '../../../shared/contract/windowRole.ts';
import { LayoutWindow } from '../../../shared/layout/layout.ts';

it('has a page for every role, and an address and a layout that can name it', () => {
  const pages = readdirSync('renderer/windows').sort();
  expect([...WindowRole.options].sort()).toEqual(pages);
  for (const role of WindowRole.options) {
    expect(parseWindowAddress(`?role=${role}`).role).toBe(role);
    expect(LayoutWindow.shape.role.parse(role)).toBe(role);
  }
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
