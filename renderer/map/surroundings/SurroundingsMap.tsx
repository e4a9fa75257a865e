import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import type { Theme } from '../../base/prefs.ts';
import { useRootSize } from '../../base/theme.ts';
import { useWords } from '../../base/words.ts';
import { useGrids, usePack } from '../../live/queries/city.ts';
import { roundLength, shapesIn } from '../../ui/cityShape.ts';
import { uiWords } from '../../ui/uiWords.ts';
import { BasemapNote } from '../basemap/BasemapNote.tsx';
import { MapNames } from '../basemap/MapNames.tsx';
import { metresPerPixel } from '../basemap/tilePlan.ts';
import { useBasemapTiles } from '../basemap/useBasemapTiles.ts';
import type { Box } from '../labelPlaces.ts';
import { useCityShapes } from '../mapData.ts';
import { LayerLegend } from '../ownLayers/LayerLegend.tsx';
import { OWN_LAYER_GRID, useOwnLayerTiles } from '../ownLayers/useOwnLayerTiles.ts';
import { type Size, useElementSize } from '../useElementSize.ts';
import { areaNames } from './areaNames.ts';
import { BasemapGap } from './BasemapGap.tsx';
import { drawSurroundings, type TilePictures } from './drawSurroundings.ts';
import type { ToldFeature } from './NearFeatures.tsx';
import type { Nearby } from './nearby.ts';
import { keptInside, type StillView, stillView } from './stillView.ts';
import styles from './surroundings.module.css';
import { surroundingsWords } from './surroundingsWords.ts';
import { visibleNames } from './visibleNames.ts';

/** Metres on the ground of a rem: at 16 px a pixel is a metre, which is zoom 17 of the web's maps of 256 px. */
const STREET_METRES_PER_REM = 16;

type Props = {
  place: LonLat;
  /** Where the upstream had put it, where that is another place. */
  original: LonLat | null;
  nearby: Nearby | null;
  /** Features that are told beside the map: their names come first. */
  told: readonly ToldFeature[];
  /** Metres of the circle that is drawn and fills the map; null: streets near by, without it. */
  radius: number | null;
  theme: Theme;
};

/** A map of the surroundings of a place that stands still: base map, own layers, boundaries, open cases, the place. */
export function SurroundingsMap({ place, original, nearby, told, radius, theme }: Props): ReactNode {
  const words = useWords(surroundingsWords);
  const [sizeRef, size] = useElementSize();
  const rem = useRootSize();
  const [lon, lat] = place;
  const view = useMemo(() => {
    if (size === null) return null;
    const scale =
      radius === null ? STREET_METRES_PER_REM / rem : (2.12 * radius) / Math.min(size.width, size.height);
    return stillView([lon, lat], size, scale);
  }, [lon, lat, size, rem, radius]);
  const ratio = devicePixelRatio;
  const tileParts = { view, box: view?.box ?? null, theme, rem, ratio };
  const basemap = useBasemapTiles(tileParts);
  const own = useOwnLayerTiles(tileParts);
  const pack = usePack().data;
  const gridFile = useGrids().data;
  const shapes = useMemo(() => {
    const within = <S extends Parameters<typeof shapesIn>[0][number]>(
      features: readonly { geometry: S }[],
    ) =>
      view === null
        ? []
        : shapesIn(
            features.map(({ geometry }) => geometry),
            view.box,
          );
    return {
      land: within(pack?.outline.features ?? []),
      streets: within(pack?.streets.features ?? []),
      grids: within(gridFile?.features ?? []),
    };
  }, [pack, gridFile, view]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const cases = nearby?.cases;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's tokens are read while it is drawn
  useEffect(() => {
    if (canvas.current === null || view === null) return;
    const { grid, basemap: chosen, drawn } = basemap;
    const pictures = (annotation: boolean): TilePictures[] =>
      grid === null || chosen === null
        ? []
        : drawn
            .filter((each) => each.annotation === annotation)
            .map(({ tiles }) => ({ grid, datum: chosen.datum, tiles, isGround: true }));
    drawSurroundings(canvas.current, {
      ...{ view, ratio, rem, ...shapes },
      below: [
        ...pictures(false),
        { grid: OWN_LAYER_GRID, datum: 'wgs84', tiles: own.tiles, isGround: false },
      ],
      above: pictures(true),
      cases: cases ?? [],
      radius: radius === null ? null : radius / metresPerPixel(view),
    });
  }, [view, ratio, rem, shapes, basemap, own.tiles, cases, radius, theme]);
  const isBare = basemap.drawn.every(({ tiles }) => tiles.length === 0);
  const city = useCityShapes();
  const names = useMemo(() => {
    if (view === null) return [];
    const areas = isBare ? areaNames(city?.streets ?? [], gridFile?.features ?? [], view, rem) : [];
    const first = new Set(told.map(({ name }) => name));
    const layers = own.names.map((name) => (first.has(name.text) ? { ...name, rank: 0 } : name));
    const all = [...basemap.names, ...layers, ...areas];
    const sorted = all.sort((a, b) => a.rank - b.rank || b.length - a.length);
    return visibleNames(sorted, view, rem);
  }, [basemap.names, own.names, told, isBare, city, gridFile, view, rem]);
  const obstacles = useMemo(() => (view === null ? [] : obstaclesOf(view, rem)), [view, rem]);
  const isLoaded = (basemap.basemap === null || basemap.isLoaded) && own.isLoaded && nearby !== null;
  return (
    <figure className={styles['figure']} data-part="surroundings-figure" data-loaded={isLoaded}>
      <div className={styles['map']} ref={sizeRef}>
        <canvas className={styles['canvas']} ref={canvas} role="img" aria-label={words.alt} />
        {view === null ? null : (
          <>
            <MapNames viewport={view} names={names} obstacles={obstacles} rem={rem} />
            <Marks view={view} original={original} rem={rem} />
            <ScaleBar view={view} rem={rem} />
          </>
        )}
        {basemap.basemap === null ? null : (
          <BasemapNote basemap={basemap.basemap} problem={basemap.problem} isLoaded={basemap.isLoaded} />
        )}
      </div>
      <figcaption>
        <LayerLegend shown={own} theme={theme} />
        <BasemapGap shown={basemap} />
      </figcaption>
    </figure>
  );
}

/** What names must not cover: the place, the scale and the credit. */
function obstaclesOf({ width, height }: Size, rem: number): Box[] {
  const [x, y, side] = [width / 2, height / 2, 1.2 * rem];
  return [
    { left: x - side, right: x + side, top: y - side, bottom: y + side },
    { left: 0, right: width, top: height - 1.7 * rem, bottom: height },
  ];
}

/** The place itself, and where the upstream had put it. */
function Marks({
  view,
  original,
  rem,
}: {
  view: StillView;
  original: LonLat | null;
  rem: number;
}): ReactNode {
  const { width, height } = view;
  const [x, y] = [width / 2, height / 2];
  const [mx, my] = original === null ? [x, y] : keptInside([x, y], view.project(original), view, 0.8 * rem);
  const arm = 0.4 * rem;
  return (
    <svg className={styles['marks']} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {original === null ? null : (
        <g className={styles['original']} data-part="surroundings-original">
          <path className={styles['moved']} d={`M${mx} ${my}L${x} ${y}`} />
          <path d={`M${mx - arm} ${my - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`} />
        </g>
      )}
      <g data-part="surroundings-place">
        <circle className={styles['halo']} cx={x} cy={y} r={0.85 * rem} />
        <circle cx={x} cy={y} r={0.85 * rem} />
        <circle className={styles['dot']} cx={x} cy={y} r={0.28 * rem} />
      </g>
    </svg>
  );
}

function ScaleBar({ view, rem }: { view: StillView; rem: number }): ReactNode {
  const words = useWords(uiWords);
  const perPixel = metresPerPixel(view);
  const metres = roundLength(perPixel * Math.min(view.width * 0.3, 9 * rem));
  return (
    <p className={styles['scale']} data-part="surroundings-scale">
      <span style={{ width: metres / perPixel }} />
      {metres >= 1000 ? words.kilometres(metres / 1000) : words.metres(metres)}
    </p>
  );
}
