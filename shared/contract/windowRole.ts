import { z } from 'zod';

/**
 * Role of a window, in the order of the number keys that open them. Each role has a `renderer/windows/<role>/Window.tsx`.
 */
export const WindowRole = z.enum([
  'wall',
  'desk',
  'connections',
  'whistles',
  'meeting',
  'orders',
  'assessment',
]);
export type WindowRole = z.infer<typeof WindowRole>;

/**
 * Header in which every window states the role that it has now. A window may state a lower role than it was opened for,
 * never a higher one: the host knows which windows are bound to walls.
 */
export const WINDOW_ROLE_HEADER = 'X-Window-Role';

/** Header by which the desktop shell knows which of its windows sent a request; the service never sees it. */
export const WINDOW_TICKET_HEADER = 'X-Window-Ticket';

/** The role in a request's header; null if there is none. An unknown role counts as a wall's, which has the fewest rights. */
export function readWindowRole(header: string | null): WindowRole | null {
  if (header === null || header.trim() === '') return null;
  const known = WindowRole.safeParse(header.trim());
  return known.success ? known.data : 'wall';
}
