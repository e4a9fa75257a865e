import { WindowRole } from '../../shared/contract/windowRole.ts';

export type WindowAddress = { role: WindowRole; kiosk: boolean };

/** The role in this window's address; an unknown one is treated as a wall. */
export function parseWindowAddress(search: string): WindowAddress {
  const params = new URLSearchParams(search);
  const role = WindowRole.safeParse(params.get('role'));
  return {
    role: role.success ? role.data : 'wall',
    kiosk: params.get('kiosk') === '1',
  };
}

/** The address of a role, keeping the rest of the query (filters, language of links). */
export function searchForRole(role: WindowRole, search: string): string {
  const params = new URLSearchParams(search);
  params.set('role', role);
  return `?${params.toString()}`;
}
