import { Deck, type LayersList, MapView } from '@deck.gl/core';
import type { Device } from '@luma.gl/core';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { Frames } from './frames.ts';
import { NO_DEPTH, opaqueDeviceProps } from './gl.ts';
import type { ViewState } from './view.ts';

/** The map on a ground of one colour, as bytes. */
function viewOn([red, green, blue]: Ground): MapView {
  return new MapView({ id: 'map', repeat: false, clear: true, clearColor: [red, green, blue, 255] });
}
const CONTROLLER = { keyboard: false, dragRotate: false, touchRotate: false, inertia: false } as const;
const ZOOMS = { minZoom: 7, maxZoom: 20 } as const;

/** deck.gl that draws only while there is something to draw. */
class IdleDeck extends Deck<MapView> {
  readonly frames = new Frames(
    { request: (run) => requestAnimationFrame(run), cancel: (id) => cancelAnimationFrame(id) },
    () => performance.now(),
  );
  /** Call once: it replaces the frame provider of deck.gl's own loop. */
  pauseWhenIdle(): void {
    this.animationLoop?.setProps({ animationFrameProvider: this.frames.provider });
  }
  override setProps(props: Parameters<Deck<MapView>['setProps']>[0]): void {
    // Called by deck.gl's own constructor too, before there are frames.
    this.frames?.wake();
    super.setProps(props);
  }
}
/** Pointer events that may change the map. */
const POINTER_EVENTS = [
  'pointermove',
  'pointerdown',
  'pointerup',
  'pointerleave',
  'wheel',
  'dblclick',
] as const;

export type Ground = readonly [red: number, green: number, blue: number];

export type DeckParts = {
  /** Generation of the GL context; a new one recreates everything on the GPU. */
  generation: number;
  /** Null: nothing to draw yet, or nothing that could draw it. */
  view: ViewState | null;
  /** True for a view reported by deck.gl; sending it back would undo later movements. */
  isOwn: (view: ViewState) => boolean;
  layers: LayersList;
  /** What is seen where no layer draws; the same object while the colour is unchanged. */
  ground: Ground;
  /** Drawing-buffer pixels per CSS pixel. */
  ratio: number;
  cursor: string | null;
  onMove: (view: ViewState) => void;
  onClick: (x: number, y: number) => void;
  onHover: (x: number, y: number) => void;
  onDevice: (device: Device) => void;
  onError: () => void;
};

/**
 * deck.gl on an element, without its React wrapper: that draws each picture of a pan only after React has rendered,
 * which costs a third of it and more (measured: tests/bench/map.ts). Here the map follows the pointer at once, and
 * React renders only when the overlay must be laid out again.
 */
export function useDeck(host: RefObject<HTMLDivElement | null>, parts: DeckParts): void {
  const latest = useRef(parts);
  latest.current = parts;
  const deck = useRef<IdleDeck | null>(null);
  const stamp = useRef(0);
  const { generation, view, layers, ratio, ground } = parts;
  const ready = view !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new context needs a new drawing
  useEffect(() => {
    const parent = host.current;
    const initial = latest.current;
    if (!ready || parent === null || initial.view === null) return;
    const created = new IdleDeck({
      parent: parent as HTMLDivElement,
      views: viewOn(initial.ground),
      initialViewState: { ...initial.view, ...ZOOMS },
      controller: CONTROLLER,
      deviceProps: opaqueDeviceProps,
      parameters: NO_DEPTH,
      useDevicePixels: initial.ratio,
      layers: initial.layers,
      getCursor: ({ isDragging }) => latest.current.cursor ?? (isDragging ? 'grabbing' : 'default'),
      onViewStateChange: ({ viewState }) => {
        const { longitude, latitude, zoom } = viewState;
        latest.current.onMove({ longitude, latitude, zoom });
      },
      onClick: ({ x, y }) => latest.current.onClick(x, y),
      onHover: ({ x, y }) => latest.current.onHover(x, y),
      onDeviceInitialized: (device) => {
        created.frames.wake();
        latest.current.onDevice(device);
      },
      onError: () => latest.current.onError(),
      // Another frame may follow the one that was rendered.
      onAfterRender: () => {
        parent.style.visibility = '';
        created.frames.wake();
      },
    });
    // A canvas without transparency is black until something is drawn.
    parent.style.visibility = 'hidden';
    created.pauseWhenIdle();
    deck.current = created;
    const wake = (): void => created.frames.wake();
    for (const kind of POINTER_EVENTS) parent.addEventListener(kind, wake, { passive: true });
    const size = new ResizeObserver(wake);
    size.observe(parent);
    return () => {
      for (const kind of POINTER_EVENTS) parent.removeEventListener(kind, wake);
      size.disconnect();
      deck.current = null;
      created.finalize();
    };
  }, [host, ready, generation]);
  useLayoutEffect(() => deck.current?.setProps({ layers }), [layers]);
  useLayoutEffect(() => deck.current?.setProps({ views: viewOn(ground) }), [ground]);
  useLayoutEffect(() => deck.current?.setProps({ useDevicePixels: ratio }), [ratio]);
  useLayoutEffect(() => {
    if (view === null || latest.current.isOwn(view)) return;
    // The stamp makes deck.gl treat it as a new view, even if the same view was set before.
    stamp.current += 1;
    const initialViewState = { ...view, ...ZOOMS, stamp: stamp.current };
    deck.current?.setProps({ initialViewState });
  }, [view]);
}
