import type { ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { MEASURES } from './classes.ts';
import { zoomBy } from './map-keys.ts';
import { setMap, useMap, type ViewState } from './map-state.ts';
import { mapWords } from './map-words.ts';

/** Layer switches (keys 1, 2, 3) and zoom (+ − 0). */
export function MapControls({ view }: { view: ViewState | null }): ReactNode {
  const words = useWords(mapWords);
  const { surface, measure, points } = useMap();
  return (
    <>
      <div className="map-switches">
        <button
          type="button"
          className="plain-button"
          aria-pressed={surface === 'density'}
          onClick={() => setMap({ surface: 'density' })}
        >
          {words.density} <Kbd keys="1" />
        </button>
        <button
          type="button"
          className="plain-button"
          aria-pressed={surface === 'grids'}
          onClick={() => setMap({ surface: 'grids' })}
        >
          {words.grids} <Kbd keys="2" />
        </button>
        {surface === 'grids'
          ? MEASURES.map((each) => (
              <button
                key={each}
                type="button"
                className="plain-button"
                aria-pressed={measure === each}
                onClick={() => setMap({ measure: each })}
              >
                {words[each]}
              </button>
            ))
          : null}
        <button
          type="button"
          className="plain-button"
          aria-pressed={points}
          onClick={() => setMap({ points: !points })}
        >
          {words.points} <Kbd keys="3" />
        </button>
      </div>
      <div className="map-zoom">
        <button type="button" className="plain-button" title={words.zoomIn} onClick={() => zoomBy(view, 0.5)}>
          +
        </button>
        <button
          type="button"
          className="plain-button"
          title={words.zoomOut}
          onClick={() => zoomBy(view, -0.5)}
        >
          −
        </button>
        <button
          type="button"
          className="plain-button"
          title={words.reset}
          onClick={() => setMap({ view: null })}
        >
          0
        </button>
      </div>
    </>
  );
}
