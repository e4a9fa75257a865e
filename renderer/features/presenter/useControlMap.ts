import { useRef, useState } from 'react';
import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import { usePack } from '../../live/queries/cases.ts';
import { cityBox } from '../../ui/cityShape.ts';
import type { PanelWork } from './usePanel.ts';
import { usePresenter } from './usePresenter.ts';

/** The map of a wall in small, and the cross that points on it. */
export type PictureWork = {
  /** What is drawn, WGS-84; null before the city is known. */
  box: Bbox | null;
  cursor: LonLat | null;
  /** Points of a stroke that is being drawn; null: none is. */
  begun: readonly LonLat[] | null;
  move: (east: number, north: number, fast: boolean) => void;
  /** By halves of the picture: 1 nearer, -1 farther. */
  zoom: (levels: number) => void;
  /** Does with the cross what the tool does: lights, begins a stroke, ends it. */
  set: () => void;
  /** The light here, or out where it is here already. */
  spotHere: () => void;
  cancel: () => void;
  /** Puts a text at the cross. */
  place: (text: string) => void;
  /** The hand: goes down, moves and lifts at a place. */
  down: (at: LonLat) => void;
  drag: (at: LonLat) => void;
  up: (at: LonLat) => void;
};

/** A light that is dragged moves so often on the walls, ms. */
const LIGHT_MS = 80;
/** Points of a stroke are so far apart, share of the picture's width. */
const APART = 0.006;
const MOST = 240;
/** Steps of the cross, shares of the picture's width. */
const STEP = 1 / 50;
const FAST = 1 / 10;

export function usePicture(work: PanelWork): PictureWork {
  const pack = usePack().data;
  const walls = usePresenter((state) => state.walls);
  const [zoomed, setZoomed] = useState<{ by: number; on: LonLat } | null>(null);
  const [moved, setMoved] = useState<LonLat | null>(null);
  const [begun, setBegun] = useState<readonly LonLat[] | null>(null);
  const hand = useRef<{ id: string; toldAt: number } | null>(null);
  const [first] = work.chosen;
  const seen = walls.find(({ wall }) => wall === first)?.bounds ?? walls.find(({ bounds }) => bounds)?.bounds;
  const whole = seen ?? (pack === undefined ? null : cityBox(pack));
  const box = whole === null || zoomed === null ? whole : scaled(whole, zoomed.by, zoomed.on);
  const spot = work.contents.find((content) => content.spot !== null)?.spot ?? null;
  const usual = spot ?? work.selected?.at ?? (box === null ? null : middleOf(box));
  const cursor = moved ?? usual;

  const end = (points: readonly LonLat[]): void => {
    setBegun(null);
    if (points.length > 1) work.stroke(points, '');
  };
  const light = (at: LonLat, id: string): void => work.run({ type: 'spot', at }, id);
  return {
    box,
    cursor,
    begun,
    move: (east, north, fast) => {
      if (box === null || cursor === null) return;
      const step = (box[2] - box[0]) * (fast ? FAST : STEP);
      const flat = Math.cos((cursor[1] * Math.PI) / 180);
      const next = inside([cursor[0] + east * step, cursor[1] + north * step * flat], box);
      setMoved(next);
      if (begun !== null && work.tool === 'pen') setBegun([...begun, next].slice(0, MOST));
    },
    zoom: (levels) => {
      if (cursor !== null)
        setZoomed((before) => ({ by: Math.min(6, Math.max(-3, (before?.by ?? 0) + levels)), on: cursor }));
    },
    set: () => {
      if (cursor === null) return;
      if (work.tool === 'spot') light(cursor, crypto.randomUUID());
      else if (begun === null) setBegun([cursor]);
      else end(work.tool === 'pen' ? begun : [...begun, cursor]);
    },
    spotHere: () => {
      if (cursor === null) return;
      const here = spot !== null && spot[0] === cursor[0] && spot[1] === cursor[1];
      work.run({ type: 'spot', at: here ? null : cursor }, crypto.randomUUID());
    },
    cancel: () => setBegun(null),
    place: (text) => {
      if (cursor !== null && text.trim() !== '') work.stroke([cursor], text.trim());
    },
    down: (at) => {
      setMoved(at);
      hand.current = { id: crypto.randomUUID(), toldAt: performance.now() };
      if (work.tool === 'spot') light(at, hand.current.id);
      else if (work.tool !== 'text') setBegun([at]);
    },
    drag: (at) => {
      const held = hand.current;
      if (held === null || box === null) return;
      setMoved(at);
      if (work.tool === 'spot' && performance.now() - held.toldAt > LIGHT_MS) {
        held.toldAt = performance.now();
        light(at, held.id);
      }
      const last = begun?.at(-1);
      if (begun === null || last === undefined) return;
      if (work.tool !== 'pen') setBegun([...begun.slice(0, 1), at]);
      else if (Math.hypot(at[0] - last[0], at[1] - last[1]) > (box[2] - box[0]) * APART)
        setBegun([...begun, at].slice(0, MOST));
    },
    up: (at) => {
      const held = hand.current;
      hand.current = null;
      if (held === null) return;
      if (work.tool === 'spot') light(at, held.id);
      else if (begun !== null) end(work.tool === 'pen' ? begun : [...begun.slice(0, 1), at]);
    },
  };
}

function middleOf([west, south, east, north]: Bbox): LonLat {
  return [(west + east) / 2, (south + north) / 2];
}

function inside([lon, lat]: LonLat, [west, south, east, north]: Bbox): LonLat {
  return [Math.min(east, Math.max(west, lon)), Math.min(north, Math.max(south, lat))];
}

/** The box seen nearer by `by` halvings, around a place. */
function scaled([west, south, east, north]: Bbox, by: number, [lon, lat]: LonLat): Bbox {
  const half = 2 ** -by / 2;
  const [width, height] = [(east - west) * half, (north - south) * half];
  return [lon - width, lat - height, lon + width, lat + height];
}
