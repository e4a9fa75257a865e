import { type ReactNode, useCallback, useState } from 'react';
import type { LayerView } from '../../../shared/contract/layers.ts';
import type { Theme } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { useOwnLayerList } from '../../live/queries/ownLayers.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { Checkbox } from '../../ui/kit/Checkbox.tsx';
import { useMap } from '../mapState.ts';
import { LayerSymbol } from './LayerSymbol.tsx';
import styles from './ownLayers.module.css';
import { ownLayerWords } from './ownLayerWords.ts';
import { switchLayer, useChosenLayers } from './useOwnLayerTiles.ts';

/** The button that opens the list of layers; not there where the hall has none. */
export function LayerButton({ open, onPress }: { open: boolean; onPress: () => void }): ReactNode {
  const words = useWords(ownLayerWords);
  const { all, chosen } = useChosenLayers();
  const list = useOwnLayerList().data;
  const rest = (list?.reading.length ?? 0) + (list?.broken.length ?? 0);
  if (all.length + rest === 0) return null;
  return (
    <Button expanded={open} onPress={onPress} hint={words.choose} kbd="6">
      {`${words.layers} ${chosen.length}/${all.length}`}
    </Button>
  );
}

/** The layers of the hall with their marks, the highest first, switched on and off for this window. */
export function LayerSwitches({ theme, onClose }: { theme: Theme; onClose: () => void }): ReactNode {
  const words = useWords(ownLayerWords);
  const { all, chosen } = useChosenLayers();
  const list = useOwnLayerList().data;
  const on = new Set(chosen.map(({ id }) => id));
  const [reading, broken] = [list?.reading.length ?? 0, list?.broken.length ?? 0];
  return (
    <section className={styles['switches']} aria-label={words.choose} data-part="map-layers">
      <ul>
        {all.toReversed().map((layer) => (
          <li key={layer.id}>
            <Checkbox checked={on.has(layer.id)} onChange={(checked) => switchLayer(layer.id, checked)}>
              <span className={styles['name']}>
                <LayerSymbol layer={layer} theme={theme} />
                {layer.name}
              </span>
            </Checkbox>
            <Beyond layer={layer} />
          </li>
        ))}
      </ul>
      {reading > 0 ? <p>{words.reading(reading)}</p> : null}
      {broken > 0 ? <p data-tone="late">◆ {words.broken(broken)}</p> : null}
      <Button onPress={onClose}>{words.close}</Button>
    </section>
  );
}

/** That a layer is on and not to be seen at this zoom. */
function Beyond({ layer: { minZoom, maxZoom } }: { layer: LayerView }): ReactNode {
  const words = useWords(ownLayerWords);
  const zoom = useMap(({ view }) => (view === null ? null : Math.round(view.zoom)));
  if (zoom === null || (minZoom <= zoom && zoom <= maxZoom)) return null;
  return <small>{zoom < minZoom ? words.zoomIn : words.zoomOut}</small>;
}

/** Whether the list is open, and what opens and closes it. */
export function useLayerSwitches(): { open: boolean; toggle: () => void; close: () => void } {
  const [open, setOpen] = useState(false);
  const toggle = useCallback(() => setOpen((before) => !before), []);
  return { open, toggle, close: () => setOpen(false) };
}
