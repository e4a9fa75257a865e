import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';

/** What the host knows of the window or the program that sent a request. No page can say or change it. */
export type SentFrom = {
  /** `wall`: every request has the rights of a wall (大屏), whatever role its header states. */
  highest: 'wall' | 'operator';
  /**
   * What may be read without a session where the installation has reading need one (`--require-sign-in`): `nothing`; what
   * a wall may read, always (`wall`) or while somebody is signed in (`wall-while-signed-in`); `everything`.
   */
  withoutSession: 'nothing' | 'wall' | 'wall-while-signed-in' | 'everything';
  /** Network address of a system that pushes; absent for anybody else. */
  remote?: string;
};

/** A program, or a browser whose link allows every window. */
export const ANYBODY: SentFrom = { highest: 'operator', withoutSession: 'nothing' };
/** A browser whose link was made for walls: by the person at the machine, who could read the database itself. */
export const WALL_LINK: SentFrom = { highest: 'wall', withoutSession: 'wall' };
/** A window of the desktop shell, by its highest role; the windows of a workstation share who is signed in. */
export const SHELL_WINDOW: Readonly<Record<SentFrom['highest'], SentFrom>> = {
  wall: { highest: 'wall', withoutSession: 'wall-while-signed-in' },
  operator: { highest: 'operator', withoutSession: 'wall-while-signed-in' },
};
/** A system that sends rows to its own address (推送), which nothing but that admits. `remote`: its network address. */
export function pusherAt(remote: string): SentFrom {
  return { highest: 'wall', withoutSession: 'nothing', remote };
}
/** The service itself, for answers that it sends with its events. */
export const SERVICE: SentFrom = { highest: 'operator', withoutSession: 'everything' };

/** The request with the role that it counts as: one from a window that is bound to walls counts as a wall's. */
export function withBoundRole(request: Request, { highest }: SentFrom): Request {
  if (highest === 'wall') request.headers.set(WINDOW_ROLE_HEADER, 'wall');
  return request;
}
