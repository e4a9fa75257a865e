import type { Act } from '../../../shared/presenter/acts.ts';
import { openDialog } from '../../base/intents.ts';
import { useSession } from '../../live/client/session.ts';
import { ownView } from './sentView.ts';
import { runAct, showPresenter, usePresenter } from './usePresenter.ts';
import { selectedPlaceNow } from './useSelectedPlace.ts';

/** Runs an action on all walls, for the command line; the panel opens when a part of it was refused. */
export function runOnAllWalls(action: Act): void {
  if (useSession.getState().info === null) {
    openDialog('signIn');
    return;
  }
  const walls = usePresenter.getState().walls.map(({ wall }) => wall);
  const refusals = runAct(walls, action, crypto.randomUUID());
  if (walls.length === 0 || refusals?.some(({ reason }) => reason !== 'nothing')) showPresenter(true);
}

/** Sends this window's view to all walls (本窗投送到全部大屏). */
export function sendViewToAllWalls(): void {
  runOnAllWalls({ type: 'send', view: ownView(crypto.randomUUID(), selectedPlaceNow()).view });
}
