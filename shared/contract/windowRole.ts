import { z } from 'zod';

/**
 * Role of a window, in the order of the number keys that open them. Each role has a `renderer/windows/<role>/Window.tsx`.
 */
export const WindowRole = z.enum(['wall', 'desk', 'connections', 'whistles']);
export type WindowRole = z.infer<typeof WindowRole>;

/**
 * Header in which every window states its role. It keeps personal data off walls by mistake; it does not stop an operator
 * who states another role on purpose, but the audit then names that operator.
 */
export const WINDOW_ROLE_HEADER = 'X-Window-Role';

/** The role in a request's header; null if there is none. An unknown role counts as a wall's, which has the fewest rights. */
export function readWindowRole(header: string | null): WindowRole | null {
  if (header === null || header.trim() === '') return null;
  const known = WindowRole.safeParse(header.trim());
  return known.success ? known.data : 'wall';
}
