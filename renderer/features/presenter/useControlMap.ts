import { useRef, useState } from 'react';
import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import { usePack } from '../../live/queries/city.ts';
import { cityBox } from '../../ui/cityShape.ts';
import type { PanelState } from './usePanel.ts';
import { usePresenter } from './usePresenter.ts';

/** State of the small map that an operator points and draws on for the walls. */
export type ControlMapState = {
  /** What is drawn, WGS-84; null before the city is known. */
  box: Bbox | null;
  cursor: LonLat | null;
  /** Points of a stroke that is being drawn; null: none is. */
  stroke: readonly LonLat[] | null;
  move: (east: number, north: number, fast: boolean) => void;
  /** 1: twice as near, -1: twice as far. */
  zoom: (levels: number) => void;
  /** Uses the tool at the cross: sets the spotlight, begins a stroke, or ends it. */
  applyTool: () => void;
  /** Spotlight at the cross, or off where it is there already. */
  spotHere: () => void;
  cancel: () => void;
  /** Puts a text at the cross. */
  place: (text: string) => void;
  /** The pointer goes down, moves and lifts. */
  down: (at: LonLat) => void;
  drag: (at: LonLat) => void;
  up: (at: LonLat) => void;
};

/** A dragged spotlight is sent to the walls this often; ms. */
const SPOT_INTERVAL_MS = 80;
/** Distance between points of a stroke, as a share of the map's width. */
const POINT_DISTANCE = 0.006;
const MAX_POINTS = 240;
/** Steps of the cross, as shares of the map's width. */
const STEP = 1 / 50;
const FAST_STEP = 1 / 10;

export function useControlMap(panel: PanelState): ControlMapState {
  const pack = usePack().data;
  const walls = usePresenter((state) => state.walls);
  const [zoomed, setZoomed] = useState<{ by: number; on: LonLat } | null>(null);
  const [moved, setMoved] = useState<LonLat | null>(null);
  const [stroke, setStroke] = useState<readonly LonLat[] | null>(null);
  const dragRef = useRef<{ id: string; sentAt: number } | null>(null);
  const [first] = panel.chosen;
  const wallBox =
    walls.find(({ wall }) => wall === first)?.bounds ?? walls.find(({ bounds }) => bounds)?.bounds;
  const fullBox = wallBox ?? (pack === undefined ? null : cityBox(pack));
  const box = fullBox === null || zoomed === null ? fullBox : scaled(fullBox, zoomed.by, zoomed.on);
  const spot = panel.contents.find((content) => content.spot !== null)?.spot ?? null;
  const initialCursor = spot ?? panel.selected?.at ?? (box === null ? null : middleOf(box));
  const cursor = moved ?? initialCursor;

  const finishStroke = (points: readonly LonLat[]): void => {
    setStroke(null);
    if (points.length > 1) panel.stroke(points, '');
  };
  const setSpot = (at: LonLat, id: string): void => panel.run({ type: 'spot', at }, id);
  return {
    box,
    cursor,
    stroke,
    move: (east, north, fast) => {
      if (box === null || cursor === null) return;
      const step = (box[2] - box[0]) * (fast ? FAST_STEP : STEP);
      const flat = Math.cos((cursor[1] * Math.PI) / 180);
      const next = clampedTo([cursor[0] + east * step, cursor[1] + north * step * flat], box);
      setMoved(next);
      if (stroke !== null && panel.tool === 'pen') setStroke([...stroke, next].slice(0, MAX_POINTS));
    },
    zoom: (levels) => {
      if (cursor !== null)
        setZoomed((before) => ({ by: Math.min(6, Math.max(-3, (before?.by ?? 0) + levels)), on: cursor }));
    },
    applyTool: () => {
      if (cursor === null) return;
      if (panel.tool === 'spot') setSpot(cursor, crypto.randomUUID());
      else if (stroke === null) setStroke([cursor]);
      else finishStroke(panel.tool === 'pen' ? stroke : [...stroke, cursor]);
    },
    spotHere: () => {
      if (cursor === null) return;
      const here = spot !== null && spot[0] === cursor[0] && spot[1] === cursor[1];
      panel.run({ type: 'spot', at: here ? null : cursor }, crypto.randomUUID());
    },
    cancel: () => setStroke(null),
    place: (text) => {
      if (cursor !== null && text.trim() !== '') panel.stroke([cursor], text.trim());
    },
    down: (at) => {
      setMoved(at);
      dragRef.current = { id: crypto.randomUUID(), sentAt: performance.now() };
      if (panel.tool === 'spot') setSpot(at, dragRef.current.id);
      else if (panel.tool !== 'text') setStroke([at]);
    },
    drag: (at) => {
      const held = dragRef.current;
      if (held === null || box === null) return;
      setMoved(at);
      if (panel.tool === 'spot' && performance.now() - held.sentAt > SPOT_INTERVAL_MS) {
        held.sentAt = performance.now();
        setSpot(at, held.id);
      }
      const last = stroke?.at(-1);
      if (stroke === null || last === undefined) return;
      if (panel.tool !== 'pen') setStroke([...stroke.slice(0, 1), at]);
      else if (Math.hypot(at[0] - last[0], at[1] - last[1]) > (box[2] - box[0]) * POINT_DISTANCE)
        setStroke([...stroke, at].slice(0, MAX_POINTS));
    },
    up: (at) => {
      const held = dragRef.current;
      dragRef.current = null;
      if (held === null) return;
      if (panel.tool === 'spot') setSpot(at, held.id);
      else if (stroke !== null) finishStroke(panel.tool === 'pen' ? stroke : [...stroke.slice(0, 1), at]);
    },
  };
}

function middleOf([west, south, east, north]: Bbox): LonLat {
  return [(west + east) / 2, (south + north) / 2];
}

function clampedTo([lon, lat]: LonLat, [west, south, east, north]: Bbox): LonLat {
  return [Math.min(east, Math.max(west, lon)), Math.min(north, Math.max(south, lat))];
}

/** The box seen nearer by `by` halvings, around a place. */
function scaled([west, south, east, north]: Bbox, by: number, [lon, lat]: LonLat): Bbox {
  const half = 2 ** -by / 2;
  const [width, height] = [(east - west) * half, (north - south) * half];
  return [lon - width, lat - height, lon + width, lat + height];
}
