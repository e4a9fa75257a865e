import { WindowRole } from '../../../shared/contract/windowRole.ts';

/** 态势大屏, and from the second of a role on 态势大屏 2. `id` as in a layout: `wall-2`. */
export function windowName(roles: Record<WindowRole, string>, id: string): string {
  const [role, number] = id.split('-');
  const read = WindowRole.safeParse(role);
  const name = read.success ? roles[read.data] : id;
  return number === '1' ? name : `${name} ${number}`;
}
