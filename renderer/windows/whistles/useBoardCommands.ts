import type { Command } from '../../base/commands/commands.ts';
import { useCommands } from '../../base/commands/registry.ts';
import { useWords } from '../../base/words.ts';
import { useBoard } from '../../live/whistles/board.ts';
import { openWhistle } from '../../live/whistles/selection.ts';
import { shortNumber } from '../../ui/names.ts';
import { actIntent } from './acts.ts';
import { actWords } from './actWords.ts';
import { boardCommands } from './commands.ts';
import { BOARD_KEYS, capOf } from './keys.ts';
import type { BoardActions } from './useBoardActions.ts';
import type { BoardState } from './useBoardState.ts';

/** Actions of the board that are worth a command; the others only move on the screen. */
const BOARD_COMMANDS = [
  'blow',
  'mine',
  'figures',
  'list',
  'clear',
  'refresh',
  'signAll',
  'approveAll',
  'help',
] as const;

/** What the whistle board offers to the command line (命令行). */
export function useBoardCommands({ me, parts, setChild }: BoardState, { act, open }: BoardActions): void {
  const acts = useWords(actWords);
  const rows = useBoard((board) => board.rows);
  const { names, words } = parts;
  useCommands((typed) => [
    ...boardCommands(
      typed,
      rows,
      me,
      { org: names.org, act: (type) => acts[type], number: shortNumber },
      {
        open,
        act: (whistle, type, about) => {
          setChild(0);
          actIntent.request({ whistle, act: type, words: about }, Date.now());
          openWhistle(whistle);
        },
      },
    ),
    ...BOARD_COMMANDS.map(
      (action): Command => ({
        id: `board-${action}`,
        title: words[`key_${action}`],
        hint: capOf(BOARD_KEYS.find((row) => row.action === action)?.keys[0] ?? ''),
        run: () => act[action](),
      }),
    ),
  ]);
}
