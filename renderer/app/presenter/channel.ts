import { Board } from '../../../shared/presenter/control.ts';
import { pruned } from '../../../shared/presenter/merge.ts';
import { Message } from '../../../shared/presenter/messages.ts';
import { pageStorage } from '../../live/page-storage.ts';

const KEY = 'citywhistle.presenter';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(KEY);

/** Tells the other windows of the workstation. */
export function say(message: Message): void {
  channel?.postMessage(message);
}

/** What other windows tell, checked; what was kept by one of them meanwhile is told as a board too. */
export function hear(listener: (message: Message) => void): () => void {
  const take = ({ data }: { data: unknown }): void => {
    const read = Message.safeParse(data);
    if (read.success) listener(read.data);
  };
  const look = ({ key }: StorageEvent): void => {
    if (key === KEY) listener({ kind: 'board', board: keptBoard() });
  };
  channel?.addEventListener('message', take);
  addEventListener('storage', look);
  return () => {
    channel?.removeEventListener('message', take);
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
