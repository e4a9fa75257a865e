import type { ReactNode } from 'react';
import { openDialog } from '../base/intents.ts';
import { useWords } from '../base/words.ts';
import { Button } from '../ui/kit/Button.tsx';
import { basemapWords } from './basemap/basemapWords.ts';
import { nextBasemap } from './basemap/chooseBasemap.ts';
import { useChosenBasemap } from './basemap/useBasemapTiles.ts';
import { MEASURES } from './classes.ts';
import styles from './map.module.css';
import { zoomBy } from './mapKeys.ts';
import { setMap, useMap } from './mapState.ts';
import { mapWords } from './mapWords.ts';
import { LayerButton } from './ownLayers/LayerSwitches.tsx';
import type { ViewState } from './view.ts';
import { whistleMapWords } from './whistleWords.ts';

type Props = {
  /** Called when a button is pressed. */
  view: () => ViewState | null;
  /** Whether the pack has whistles, which adds their layer and the whistle button. */
  hasWhistles: boolean;
  aiming: boolean;
  onAim: () => void;
  measuring: boolean;
  onMeasure: () => void;
  layersOpen: boolean;
  onLayers: () => void;
};

/** Layer switches (keys 1 to 4), blowing from a place (B) and zoom (+ − 0). */
export function MapControls({
  view,
  hasWhistles,
  aiming,
  onAim,
  measuring,
  onMeasure,
  layersOpen,
  onLayers,
}: Props): ReactNode {
  const words = useWords(mapWords);
  const whistleWords = useWords(whistleMapWords);
  const { surface, measure, points, whistles } = useMap();
  return (
    <>
      <div className={styles['switches']} data-part="map-switches">
        <Button pressed={surface === 'density'} onPress={() => setMap({ surface: 'density' })} kbd="1">
          {words.density}
        </Button>
        <Button pressed={surface === 'grids'} onPress={() => setMap({ surface: 'grids' })} kbd="2">
          {words.grids}
        </Button>
        {surface === 'grids'
          ? MEASURES.map((each) => (
              <Button key={each} pressed={measure === each} onPress={() => setMap({ measure: each })}>
                {words[each]}
              </Button>
            ))
          : null}
        <Button pressed={points} onPress={() => setMap({ points: !points })} kbd="3">
          {words.points}
        </Button>
        {hasWhistles ? (
          <Button checked={whistles} onPress={() => setMap({ whistles: !whistles })} kbd="4">
            {whistleWords.whistles}
          </Button>
        ) : null}
        <BasemapSwitch />
        <LayerButton open={layersOpen} onPress={onLayers} />
        <Button hint={words.findPlaceHint} onPress={() => openDialog('commandLine')} kbd="Ctrl+K">
          {words.findPlace}
        </Button>
        <Button checked={measuring} hint={words.measureHow} onPress={onMeasure} kbd="M">
          {words.measure}
        </Button>
        {hasWhistles ? (
          <Button checked={aiming} hint={whistleWords.aim} onPress={onAim} kbd="B">
            {whistleWords.blow}
          </Button>
        ) : null}
      </div>
      <div className={styles['zoom']} data-part="map-zoom">
        <Button hint={words.zoomIn} onPress={() => zoomBy(view(), 0.5)}>
          +
        </Button>
        <Button hint={words.zoomOut} onPress={() => zoomBy(view(), -0.5)}>
          −
        </Button>
        <Button hint={words.reset} onPress={() => setMap({ view: null })}>
          0
        </Button>
      </div>
    </>
  );
}

/** Goes through the base maps (key 5) and to none; not there where the installation has none. */
function BasemapSwitch(): ReactNode {
  const words = useWords(basemapWords);
  const { all, chosen } = useChosenBasemap();
  if (all.length === 0) return null;
  const hint = all.length === 1 ? undefined : words.choose(chosen?.name ?? words.none);
  return (
    <Button pressed={chosen !== null} {...(hint === undefined ? {} : { hint })} onPress={nextBasemap} kbd="5">
      {words.basemap}
    </Button>
  );
}
