import { WallControls } from '../../../shared/presenter/control.ts';
import { withoutIdleWalls } from '../../../shared/presenter/mergeControls.ts';
import { Message } from '../../../shared/presenter/messages.ts';
import { openChannel } from '../../base/channel.ts';
import { pageStorage } from '../../base/storage.ts';

const KEY = 'citywhistle.presenter';
const channel = openChannel(KEY, Message);

/** To the other windows of the workstation. */
export const post = channel.post;

/** Messages of other windows; a board that one of them stored meanwhile arrives as a message too. Returns how to stop. */
export function subscribe(listener: (message: Message) => void): () => void {
  const unsubscribe = channel.subscribe(listener);
  const onStorage = ({ key }: StorageEvent): void => {
    if (key === KEY) listener({ kind: 'board', board: loadBoard() });
  };
  addEventListener('storage', onStorage);
  return () => {
    unsubscribe();
    removeEventListener('storage', onStorage);
  };
}

/** The stored controls of all walls; none where they cannot be read. */
export function loadBoard(): WallControls {
  try {
    const read = WallControls.safeParse(JSON.parse(pageStorage()?.getItem(KEY) ?? '{}'));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}

/** Stores the controls for windows that open later. `now`: this machine's clock, ms. */
export function saveBoard(board: WallControls, now: number): void {
  try {
    pageStorage()?.setItem(KEY, JSON.stringify(withoutIdleWalls(board, now)));
  } catch {
    // When the storage is full, windows that open later learn it from those that are open.
  }
}
