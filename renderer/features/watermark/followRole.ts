import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import { usePlace } from '../../base/place.ts';
import type { WindowAddress } from '../../base/role.ts';
import { sayRole } from '../../live/client/call.ts';
import { queryClient } from '../../live/client/queryClient.ts';
import { forgetOwnText } from '../../live/link/filters.ts';

/** What this window may see: a kiosk hangs before the whole hall, whatever it shows. */
export function rightsOf({ role, kiosk }: Pick<WindowAddress, 'role' | 'kiosk'>): WindowRole {
  return kiosk ? 'wall' : role;
}

/** Every request says what this window is; a desk that becomes a wall forgets what only a desk was told. */
export function followRole(): void {
  sayRole(() => rightsOf(usePlace.getState()));
  usePlace.subscribe((now, before) => {
    const isWall = rightsOf(now) === 'wall';
    if (isWall) forgetOwnText();
    if (isWall !== (rightsOf(before) === 'wall')) forgetCases();
  });
}

/** Texts of cases, which a wall gets masked: neither side may show the other's. Figures are the same for both. */
function forgetCases(): void {
  for (const queryKey of [['case'], ['cases'], ['quarantine'], ['audit']]) {
    void queryClient.cancelQueries({ queryKey });
    queryClient.removeQueries({ queryKey, type: 'inactive' });
    void queryClient.resetQueries({ queryKey, type: 'active' });
  }
}
