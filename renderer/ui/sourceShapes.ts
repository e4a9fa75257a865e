import type { SourceState } from '../../shared/contract/sources.ts';

/** The sign of each state of a source, so that it is not told by colour alone. */
export const SOURCE_SHAPES: Record<SourceState, string> = {
  starting: '○',
  fresh: '●',
  late: '◐',
  down: '▲',
  paused: '‖',
  incomplete: '▣',
};
