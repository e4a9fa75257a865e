import type { Act } from '../../../shared/presenter/acts.ts';
import { openDialog } from '../../base/intents.ts';
import { useSession } from '../../live/client/session.ts';
import { ownView } from './sentView.ts';
import { act, showPresenter, usePresenter } from './usePresenter.ts';
import { selectedPlaceNow } from './useSelectedPlace.ts';

/** Does something to all walls from the command line; the panel opens where something of it was refused. */
export function actHere(what: Act): void {
  if (useSession.getState().info === null) {
    openDialog('signIn');
    return;
  }
  const walls = usePresenter.getState().walls.map(({ wall }) => wall);
  const refused = act(walls, what, crypto.randomUUID());
  if (walls.length === 0 || refused?.some(({ why }) => why !== 'nothing')) showPresenter(true);
}

/** 投送本窗到全部大屏. */
export function sendHere(): void {
  actHere({ type: 'send', view: ownView(crypto.randomUUID(), selectedPlaceNow()).view });
}
