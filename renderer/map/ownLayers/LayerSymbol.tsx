import type { ReactNode } from 'react';
import type { LayerView } from '../../../shared/contract/layers.ts';
import type { Theme } from '../../base/prefs.ts';
import { ICON_PATHS, LAYER_COLOURS } from './layerLook.ts';

/** How a layer looks on the map: the mark of its points, a line, or an area. */
export function LayerSymbol({
  layer: { colour, icon, points, lines, areas },
  theme,
}: {
  layer: Pick<LayerView, 'colour' | 'icon' | 'points' | 'lines' | 'areas'>;
  theme: Theme;
}): ReactNode {
  const ink = LAYER_COLOURS[theme][colour];
  return (
    <svg width="1em" height="1em" viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">
      {points > 0 || (lines === 0 && areas === 0) ? (
        <path d={ICON_PATHS[icon]} fill={ink} fillRule="evenodd" />
      ) : areas > 0 ? (
        <path d="M-6-5H6V5H-6Z" fill={ink} fillOpacity={0.3} stroke={ink} />
      ) : (
        <path d="M-7 4L-2-3L2 2L7-4" fill="none" stroke={ink} strokeWidth={2} />
      )}
    </svg>
  );
}
