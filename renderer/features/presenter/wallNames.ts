import { useCallback } from 'react';
import type { WallReport } from '../../../shared/presenter/messages.ts';
import { appWords } from '../../base/appWords.ts';
import { useWords } from '../../base/words.ts';
import { windowName } from '../workspace/windowName.ts';
import { usePresenter } from './usePresenter.ts';

/** Names of walls as the hall panel has them: 态势大屏 2; those that nobody laid out by their number in the panel. */
export function useWallNames(): (wall: string) => string {
  const roles = useWords(appWords);
  const walls = usePresenter((state) => state.walls);
  return useCallback((wall) => nameOf(roles, walls, wall), [roles, walls]);
}

function nameOf(roles: (typeof appWords)['zh' | 'en'], walls: readonly WallReport[], wall: string): string {
  const here = walls.find((each) => each.wall === wall);
  if (here === undefined) return wall.startsWith('wall-') ? windowName(roles, wall) : roles.wall;
  if (here.slot !== null) return windowName(roles, here.slot);
  const unplaced = walls.filter(({ slot }) => slot === null);
  return unplaced.length < 2 ? roles.wall : `${roles.wall} ${letter(unplaced.indexOf(here))}`;
}

/** A, B, C …: figures are the numbers of windows that are laid out. */
function letter(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}
