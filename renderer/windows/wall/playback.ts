import { useCallback, useEffect, useState } from 'react';
import { setFilter } from '../../live/link/filters.ts';
import { onceMapRests } from '../../live/queries/useQueryAfterMap.ts';
import { type Extent, nextFrame, type Range } from './scrubberModel.ts';

export const SPEEDS = [1, 2, 4] as const;
const FRAME = 800;

export type Playback = {
  playing: boolean;
  speed: number;
  setSpeed(speed: number): void;
  toggle(): void;
  stop(): void;
};

/**
 * Runs the chosen part through the extent, bar by bar. The next frame waits until the picture of this one has come, so
 * that a slow machine plays slower instead of falling behind.
 */
export function usePlayback(extent: Extent, range: Range | null): Playback {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(1);
  useEffect(() => {
    if (!playing) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onceMapRests(() => {
      timer = setTimeout(() => {
        const next = nextFrame(extent, range);
        if (next === null) setPlaying(false);
        else setFilter({ range: next });
      }, FRAME / speed);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [playing, extent, range, speed]);
  const stop = useCallback(() => setPlaying(false), []);
  const toggle = (): void => {
    // Pressed at the end: from the beginning again.
    if (!playing && range !== null && nextFrame(extent, range) === null)
      setFilter({ range: { from: extent.from, to: extent.from + (range.to - range.from) } });
    setPlaying(!playing);
  };
  return { playing, speed, setSpeed, toggle, stop };
}
