import { useEffect } from 'react';
import { setMap, useMap } from './mapState.ts';
import type { Size } from './useElementSize.ts';

/** A window that grows shows the same part of the city, larger; also one that opens with the view of a smaller one. */
export function useSameExtent(size: Size | null): void {
  useEffect(() => {
    if (size === null) return;
    const { view, size: before } = useMap.getState();
    if (view === null || before === null) {
      setMap({ size });
      return;
    }
    const grown = Math.min(size.width / before.width, size.height / before.height);
    const zoom = Math.min(20, Math.max(7, view.zoom + Math.log2(grown)));
    if (zoom === view.zoom) setMap({ size });
    else setMap({ size, view: { ...view, zoom } });
  }, [size]);
}
