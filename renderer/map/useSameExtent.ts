import { useEffect, useRef } from 'react';
import { type ChosenExtent, extentOn } from './chosenExtent.ts';
import { setMap, useMap } from './mapState.ts';
import type { Size } from './useElementSize.ts';

/** A window that changes its shape shows the same part of the city; also one that opens with the view of another. */
export function useSameExtent(size: Size | null): void {
  const chosen = useRef<ChosenExtent | null>(null);
  useEffect(() => {
    if (size === null) return;
    const { view, size: before } = useMap.getState();
    if (view === null || before === null) {
      setMap({ size });
      return;
    }
    chosen.current = extentOn(size, chosen.current, view, before);
    setMap({ size, view: chosen.current.shown });
  }, [size]);
}
