import { z } from 'zod';

/**
 * What a window is for, in the order of their number keys: each is `renderer/windows/<role>/Window.tsx`. A request that
 * names another one counts as a wall's.
 */
export const WindowRole = z.enum(['wall', 'desk', 'connections', 'whistles']);
export type WindowRole = z.infer<typeof WindowRole>;

/**
 * Header in which every request of a window says what it is for. It guards against mistakes and against people who look
 * over a shoulder; somebody with rights at a desk can ask as a desk, and is then named in the audit.
 */
export const WINDOW_ROLE_HEADER = 'X-Window-Role';

/** The role in a request's header; null if there is none. An unknown value counts as a wall. */
export function readWindowRole(header: string | null): WindowRole | null {
  if (header === null || header.trim() === '') return null;
  const known = WindowRole.safeParse(header.trim());
  return known.success ? known.data : 'wall';
}
