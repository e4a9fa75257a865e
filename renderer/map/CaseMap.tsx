import { WebMercatorViewport } from '@deck.gl/core';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { Bbox } from '../../shared/contract/common.ts';
import type { Summary } from '../../shared/contract/figures.ts';
import { usePlainKeys } from '../base/keys.ts';
import type { Theme } from '../base/prefs.ts';
import { useRootSize } from '../base/theme.ts';
import { useWords } from '../base/words.ts';
import { select, useLink } from '../live/link/filters.ts';
import type { CaseQuery } from '../live/queries/cases.ts';
import { useCase } from '../live/queries/cases.ts';
import { useGrids, usePack } from '../live/queries/city.ts';
import { Annotations } from './Annotations.tsx';
import { BasemapNote } from './basemap/BasemapNote.tsx';
import { MapNames } from './basemap/MapNames.tsx';
import { useBasemap } from './basemap/useBasemap.ts';
import { CaseCard } from './CaseCard.tsx';
import { Crosshair } from './Crosshair.tsx';
import { pointAt } from './casePoints.ts';
import { densityTop } from './classes.ts';
import { GridTip } from './GridTip.tsx';
import { contains } from './geometry.ts';
import { pixelRatio } from './gl.ts';
import { Labels, labelBoxes } from './Labels.tsx';
import { Legend } from './Legend.tsx';
import { tokenBytes } from './layers.ts';
import { MapControls } from './MapControls.tsx';
import { MapTable } from './MapTable.tsx';
import { MeasureCard, MeasuredLine } from './Measure.tsx';
import styles from './map.module.css';
import { useCityShapes, useDensity, useGridFigures, useShownPoints } from './mapData.ts';
import { mapKeys } from './mapKeys.ts';
import { setMap, useMap } from './mapState.ts';
import { mapWords } from './mapWords.ts';
import { LayerLegend } from './ownLayers/LayerLegend.tsx';
import { LayerSwitches, useLayerSwitches } from './ownLayers/LayerSwitches.tsx';
import { useOwnLayers } from './ownLayers/useOwnLayers.ts';
import { PlaceCard, PlaceMark } from './PlaceMark.tsx';
import { useStreetNames } from './streetNames.ts';
import { useCrosshair } from './useCrosshair.ts';
import { useDeck } from './useDeck.ts';
import { useElementSize } from './useElementSize.ts';
import { useFlight, useTarget } from './useFlight.ts';
import { useGlContext } from './useGlContext.ts';
import { useLayers } from './useLayers.ts';
import { useMeasure } from './useMeasure.ts';
import { useOverlayMotion } from './useOverlayMotion.ts';
import { useSameExtent } from './useSameExtent.ts';
import { pickWhistle, useFollowedWhistle, useShownWhistles } from './useWhistles.ts';
import type { ViewState } from './view.ts';
import { PickedWhistle, WhistleOverlay } from './WhistleOverlay.tsx';
import { whistleAt } from './whistleMarks.ts';

type Props = {
  query: CaseQuery;
  summary: Summary | undefined;
  theme: Theme;
  /** Length of the period in days, and cases per day over all data; inputs of the colour scales. */
  days: number;
  perDay: number;
};

/** The map of cases: density surface or grids, outlines and names, points when near. */
export function CaseMap({ query, summary, theme, days, perDay }: Props): ReactNode {
  const words = useWords(mapWords);
  const [sizeRef, size] = useElementSize();
  const rootSize = useRootSize();
  const city = useCityShapes();
  const grids = useGrids().data;
  const map = useMap();
  const { gl, generation, retry, onDevice, onError } = useGlContext();
  const [tip, setTip] = useState<{ x: number; y: number; code: string } | null>(null);

  const view = useMemo((): ViewState | null => {
    if (map.view !== null) return map.view;
    if (city === null || size === null) return null;
    return wholeCity(city.bounds, size.width, size.height, rootSize);
  }, [map.view, city, size, rootSize]);
  const viewport = useMemo(
    () => (view === null || size === null ? null : new WebMercatorViewport({ ...view, ...size })),
    [view, size],
  );
  const visibleBox = useMemo(
    (): Bbox | null => (viewport === null ? null : viewport.getBounds()),
    [viewport],
  );

  const names = useStreetNames(city, visibleBox, view?.zoom ?? 0, rootSize);

  const heat = useDensity(query, city, visibleBox).data;
  const figures = useGridFigures(query, days, perDay);
  const shown = useShownPoints(query, summary?.matching ?? 0, visibleBox, view?.zoom ?? 0);
  const ratio = size === null ? 1 : pixelRatio(gl === 'software', size.width, size.height, devicePixelRatio);
  const hasWhistles = usePack().data?.whistles != null;
  const whistles = useShownWhistles(theme, rootSize, ratio);
  const heatMax = densityTop(city?.packMax ?? 1, days, map.densitySteps);
  const basemap = useBasemap({ view, box: visibleBox, theme, rem: rootSize, ratio, generation });
  const own = useOwnLayers({ view, box: visibleBox, theme, rem: rootSize, ratio, generation });
  const layers = useLayers({
    basemap,
    own: own.layer,
    generation,
    place: city,
    theme,
    rootSize,
    heat,
    heatMax,
    grids,
    byGrid: figures.byGrid,
    top: figures.top,
    points: shown.points,
    whistles,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour comes from the theme's tokens
  const ground = useMemo(() => tokenBytes('map-ground'), [theme]);
  const caseId = useLink((state) => state.caseId);
  const selected = useCase(caseId).data;
  const place = useLink((state) => state.place);
  const host = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const { onMove, currentView, isOwn } = useOverlayMotion(overlay, view, size, publishView);
  const switches = useLayerSwitches();
  const { toggle: toggleLayers } = switches;
  const keys = useMemo(() => ({ ...mapKeys(currentView), '6': toggleLayers }), [currentView, toggleLayers]);
  usePlainKeys(keys);
  const crosshair = useCrosshair(hasWhistles, currentView);
  const measuring = useMeasure(currentView);
  const whistleId = useFollowedWhistle(caseId);
  const pickedHere = useRef<string | null>(null);
  useFlight(useTarget(whistleId, selected), pickedHere, view, size);
  useSameExtent(size);

  /** The view on the screen; React's state may be some frames behind. */
  const viewportNow = (): WebMercatorViewport | null => {
    const at = currentView();
    return at === null || size === null ? null : new WebMercatorViewport({ ...at, ...size });
  };
  const onClick = (x: number, y: number): void => {
    const viewport = viewportNow();
    if (viewport === null) return;
    if (crosshair.aiming) {
      const [lon = 0, lat = 0] = viewport.unproject([x, y]);
      crosshair.pickPlace(lon, lat);
      return;
    }
    if (measuring.places !== null) {
      const [lon = 0, lat = 0] = viewport.unproject([x, y]);
      measuring.add(lon, lat);
      return;
    }
    const whistle = whistleAt(whistles.marks, (at) => viewport.project(at), x, y, rootSize);
    if (whistle !== null) {
      pickedHere.current = whistle.id;
      pickWhistle(whistle.id);
      return;
    }
    pickWhistle(null);
    if (shown.points === null) return;
    const found = pointAt(shown.points, (at) => viewport.project(at), x, y, rootSize * 0.7);
    pickedHere.current = found === null ? null : (shown.points.ids[found] ?? null);
    select(pickedHere.current);
  };
  const onHover = (x: number, y: number): void => {
    const viewport = map.surface === 'grids' && shown.points === null ? viewportNow() : null;
    if (viewport === null || grids === undefined) {
      setTip(null);
      return;
    }
    const [lon = 0, lat = 0] = viewport.unproject([x, y]);
    const found = grids.features.find((feature) => contains(feature.geometry, lon, lat));
    setTip(found === undefined ? null : { x, y, code: found.properties.code });
  };

  useDeck(host, {
    generation,
    view: gl === 'none' || size === null ? null : view,
    isOwn,
    layers,
    ground,
    ratio,
    cursor: crosshair.aiming || measuring.places !== null ? 'crosshair' : null,
    onMove: onMove,
    onClick: onClick,
    onHover: onHover,
    onDevice,
    onError,
  });

  // One list, so that none covers another: those of the base map and of the hall's layers by their ranks.
  const placeNames = useMemo(
    () => [...basemap.names, ...own.names].sort((a, b) => a.rank - b.rank || b.length - a.length),
    [basemap.names, own.names],
  );
  const streetBoxes = useMemo(
    () => (viewport === null ? [] : labelBoxes(names, viewport, rootSize)),
    [names, viewport, rootSize],
  );
  return (
    <section
      className={styles['map']}
      ref={sizeRef}
      aria-label={words.map}
      // How many cases the drawn surface counts: what tests compare with the figures beside it.
      data-cases={map.surface === 'density' ? heat?.count : undefined}
    >
      {gl === 'none' ? <MapTable summary={summary} retry={retry} /> : null}
      <div className={styles['drawing']} ref={host} />
      <div className={styles['over']} ref={overlay}>
        {viewport === null || city === null || gl === 'none' ? null : (
          <>
            <Labels viewport={viewport} labels={names} rootSize={rootSize} />
            <MapNames viewport={viewport} names={placeNames} obstacles={streetBoxes} rem={rootSize} />
          </>
        )}
        {viewport !== null && selected !== undefined && selected.lon !== null && selected.lat !== null ? (
          <SelectedRing at={viewport.project([selected.lon, selected.lat])} />
        ) : null}
        {viewport !== null && place !== null ? (
          <PlaceMark at={viewport.project([place.lon, place.lat])} />
        ) : null}
        {viewport === null || measuring.places === null ? null : (
          <MeasuredLine places={measuring.places} project={(at) => viewport.project(at)} />
        )}
        <WhistleOverlay viewport={gl === 'none' ? null : viewport} names={names} shown={whistles} />
        <Annotations viewport={gl === 'none' ? null : viewport} rem={rootSize} />
      </div>
      {tip === null ? null : <GridTip {...tip} figures={figures.byGrid.get(tip.code)} />}
      <MapControls
        view={currentView}
        hasWhistles={hasWhistles}
        aiming={crosshair.aiming}
        onAim={crosshair.toggle}
        measuring={measuring.places !== null}
        onMeasure={measuring.toggle}
        layersOpen={switches.open}
        onLayers={toggleLayers}
      />
      {switches.open ? <LayerSwitches theme={theme} onClose={switches.close} /> : null}
      <Legend
        theme={theme}
        heatMax={heatMax}
        radius={city?.radius ?? 0}
        top={figures.top}
        elsewhere={figures.elsewhere}
        shown={shown}
        notes={city?.notes ?? { approximate: false, invented: false }}
        whistles={whistles.marks.length > 0}
      >
        <LayerLegend shown={own} theme={theme} />
      </Legend>
      {basemap.basemap === null || gl === 'none' ? null : (
        <BasemapNote basemap={basemap.basemap} problem={basemap.problem} isLoaded={basemap.isLoaded} />
      )}
      {crosshair.aiming ? <Crosshair onCancel={crosshair.toggle} /> : null}
      {caseId === null || whistleId !== null ? null : <CaseCard id={caseId} />}
      <PickedWhistle />
      {measuring.places === null ? (
        <PlaceCard />
      ) : (
        <MeasureCard places={measuring.places} onEnd={measuring.toggle} />
      )}
      <p className="visually-hidden">{words.mapHint}</p>
    </section>
  );
}

/** Publishes the view to everything that depends on it. */
function publishView(view: ViewState): void {
  setMap({ view });
}

function SelectedRing({ at }: { at: number[] }): ReactNode {
  return (
    <span
      className={styles['selected']}
      data-part="map-selected"
      data-x={at[0]}
      data-y={at[1]}
      style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }}
      aria-hidden="true"
    />
  );
}

/** Height of the layer switches at the top of the map; rem. */
const SWITCHES_HEIGHT = 2.75;

/** The whole city, with a little room around; all in px. */
function wholeCity(bounds: Bbox, width: number, height: number, rem: number): ViewState {
  const margin = Math.min(width, height) * 0.04;
  // Never most of a map that is hardly higher than they are.
  const top = Math.max(margin * 2.5, Math.min(SWITCHES_HEIGHT * rem, height * 0.4));
  const padding = { left: margin, right: margin, bottom: margin, top };
  const { longitude, latitude, zoom } = new WebMercatorViewport({ width, height }).fitBounds(
    [
      [bounds[0], bounds[1]],
      [bounds[2], bounds[3]],
    ],
    { padding },
  );
  return { longitude, latitude, zoom };
}
