import type { CallName } from './calls.ts';
import type { HighestRole } from './windowTickets.ts';

/**
 * What a page that is bound to walls may have the shell do: `free`: what gives it nothing; `ask`: what changes windows, and
 * with them what is seen in them, so the shell asks whoever sits at the workstation; `never`: what a wall has no use for.
 */
export const WALL_CALLS: Record<CallName, 'free' | 'ask' | 'never'> = {
  'host:view': 'free',
  'host:ticket': 'free',
  'host:identify': 'free',
  'host:restart-window': 'free',
  'host:notify': 'free',
  'host:adjust-window': 'free',
  'host:leave-kiosk': 'ask',
  'host:open-window': 'ask',
  'host:switch-profile': 'ask',
  'host:save-profile': 'ask',
  'host:reset-profile': 'ask',
  // Its dialogs would open files on a wall.
  'host:print': 'never',
};

export type WallGuard = {
  /** Whether the shell may do this for that web contents now; asks where its window is bound to walls. */
  mayCall(contentsId: number, name: CallName): Promise<boolean>;
  /** Whether a page may have an address opened outside; a page of a wall could send out in it what it reads. */
  mayOpenOutside(contentsId: number): boolean;
};

/** After a refusal no wall may ask again for this long, so that none can wear somebody down with questions. */
const QUIET_MS = 60_000;

/**
 * A window is bound to walls so that its page cannot see more, even if somebody has taken that page over. So it must not
 * become another window at the word of its page. An operator's window may act on every window: its own rights are no less.
 * @param highestRole of the window with that web contents; null for one that is closed or no window of the layout.
 * @param confirm asks in a dialog of the shell, which no page can answer; the safe answer is the default.
 */
export function createWallGuard(ports: {
  highestRole(contentsId: number): HighestRole | null;
  confirm(contentsId: number): Promise<boolean>;
  now(): number;
}): WallGuard {
  let isAsking = false;
  let quietUntil = Number.NEGATIVE_INFINITY;

  async function ask(contentsId: number): Promise<boolean> {
    if (isAsking || ports.now() < quietUntil) return false;
    isAsking = true;
    try {
      const agreed = await ports.confirm(contentsId);
      if (!agreed) quietUntil = ports.now() + QUIET_MS;
      return agreed;
    } finally {
      isAsking = false;
    }
  }

  return {
    async mayCall(contentsId, name) {
      if (ports.highestRole(contentsId) === 'operator') return true;
      const rule = WALL_CALLS[name];
      return rule === 'free' || (rule === 'ask' && (await ask(contentsId)));
    },
    mayOpenOutside: (contentsId) => ports.highestRole(contentsId) === 'operator',
  };
}
