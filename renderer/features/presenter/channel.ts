import { Board } from '../../../shared/presenter/control.ts';
import { pruned } from '../../../shared/presenter/merge.ts';
import { Message } from '../../../shared/presenter/messages.ts';
import { openChannel } from '../../base/channel.ts';
import { pageStorage } from '../../base/storage.ts';

const KEY = 'citywhistle.presenter';
const channel = openChannel(KEY, Message);

/** Tells the other windows of the workstation. */
export const { say } = channel;

/** What other windows tell; what was kept by one of them meanwhile is told as a board too. */
export function hear(listener: (message: Message) => void): () => void {
  const stop = channel.hear(listener);
  const look = ({ key }: StorageEvent): void => {
    if (key === KEY) listener({ kind: 'board', board: keptBoard() });
  };
  addEventListener('storage', look);
  return () => {
    stop();
    removeEventListener('storage', look);
  };
}

/** What is in force as far as it was kept; nothing where that cannot be read. */
export function keptBoard(): Board {
  try {
    const read = Board.safeParse(JSON.parse(pageStorage()?.getItem(KEY) ?? '{}'));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}

/** Keeps what is in force for windows that come later. `now`: this machine's clock, ms. */
export function keepBoard(board: Board, now: number): void {
  try {
    pageStorage()?.setItem(KEY, JSON.stringify(pruned(board, now)));
  } catch {
    // Without room, windows that come late are told by those that are open.
  }
}
