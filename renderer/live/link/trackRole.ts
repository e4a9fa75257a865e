import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { useWindowAddress } from '../../base/navigation.ts';
import type { WindowAddress } from '../../base/windowAddress.ts';
import { setRoleSource } from '../client/identity.ts';
import { forgetCaseTexts } from '../queries/forgetCaseTexts.ts';
import { dropContactSearch } from './filters.ts';

/** The role whose rights this window has: a kiosk has those of a wall, since the whole hall sees it. */
export function rightsOf({ role, kiosk }: Pick<WindowAddress, 'role' | 'kiosk'>): WindowRole {
  return kiosk ? 'wall' : role;
}

/** Sends the window's role with every request; a window that becomes a wall forgets what a wall may not see. */
export function trackRole(): void {
  setRoleSource(() => rightsOf(useWindowAddress.getState()));
  useWindowAddress.subscribe((now, before) => {
    const isWall = rightsOf(now) === 'wall';
    if (isWall) dropContactSearch();
    if (isWall !== (rightsOf(before) === 'wall')) forgetCaseTexts();
  });
}
