import { z } from 'zod';

/** Window roles (design.md §8). Each is `renderer/windows/<role>/Window.tsx`. */
export const Role = z.enum(['wall', 'desk', 'connections', 'whistles']);
export type Role = z.infer<typeof Role>;

/** Ways to bring in data (按地址接入, 导入文件) that another window may lead to. */
export const Add = z.enum(['address', 'file']);
export type Add = z.infer<typeof Add>;

/** `add`: the connections window begins there. */
export type Place = { role: Role; kiosk: boolean; add: Add | null };

/** What the address says about this window; an unknown role opens the wall. */
export function placeOf(search: string): Place {
  const params = new URLSearchParams(search);
  const role = Role.safeParse(params.get('role'));
  const add = Add.safeParse(params.get('add'));
  return {
    role: role.success ? role.data : 'wall',
    kiosk: params.get('kiosk') === '1',
    add: add.success ? add.data : null,
  };
}

/** The address of a role, keeping the rest of the query (filters, language of links). */
export function addressOf(role: Role, search: string, add: Add | null): string {
  const params = new URLSearchParams(search);
  params.set('role', role);
  if (add === null) params.delete('add');
  else params.set('add', add);
  return `?${params.toString()}`;
}
