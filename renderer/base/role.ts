import { z } from 'zod';

/** Window roles (design.md §8). Each is `renderer/windows/<role>/Window.tsx`. */
export const Role = z.enum(['wall', 'desk', 'connections', 'whistles']);
export type Role = z.infer<typeof Role>;

export type Place = { role: Role; kiosk: boolean };

/** What the address says about this window; an unknown role opens the wall. */
export function placeOf(search: string): Place {
  const params = new URLSearchParams(search);
  const role = Role.safeParse(params.get('role'));
  return {
    role: role.success ? role.data : 'wall',
    kiosk: params.get('kiosk') === '1',
  };
}

/** The address of a role, keeping the rest of the query (filters, language of links). */
export function addressOf(role: Role, search: string): string {
  const params = new URLSearchParams(search);
  params.set('role', role);
  return `?${params.toString()}`;
}
