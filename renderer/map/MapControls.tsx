import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { MEASURES } from './classes.ts';
import { zoomBy } from './mapKeys.ts';
import { setMap, useMap } from './mapState.ts';
import { mapWords } from './mapWords.ts';
import type { ViewState } from './view.ts';
import { whistleMapWords } from './whistleWords.ts';

type Props = {
  /** Asked when a button is pressed. */
  view: () => ViewState | null;
  /** Whether the pack has whistles, and so something to switch and to blow. */
  blows: boolean;
  aiming: boolean;
  onAim: () => void;
};

/** Layer switches (keys 1 to 4), blowing from a place (B) and zoom (+ − 0). */
export function MapControls({ view, blows, aiming, onAim }: Props): ReactNode {
  const words = useWords(mapWords);
  const whistleWords = useWords(whistleMapWords);
  const { surface, measure, points, whistles } = useMap();
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
        {blows ? (
          <>
            <button
              type="button"
              role="switch"
              className="plain-button"
              aria-checked={whistles}
              onClick={() => setMap({ whistles: !whistles })}
            >
              {whistleWords.whistles} <Kbd keys="4" />
            </button>
            <button
              type="button"
              role="switch"
              className="plain-button"
              aria-checked={aiming}
              title={whistleWords.aim}
              onClick={onAim}
            >
              {whistleWords.blow} <Kbd keys="B" />
            </button>
          </>
        ) : null}
      </div>
      <div className="map-zoom">
        <button
          type="button"
          className="plain-button"
          title={words.zoomIn}
          onClick={() => zoomBy(view(), 0.5)}
        >
          +
        </button>
        <button
          type="button"
          className="plain-button"
          title={words.zoomOut}
          onClick={() => zoomBy(view(), -0.5)}
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
