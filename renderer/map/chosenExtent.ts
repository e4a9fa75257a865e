import type { ViewState } from './view.ts';

type Size = { width: number; height: number };

/** A view as it was chosen, the size of the map it was chosen on, and what is shown of it on the present size. */
export type ChosenExtent = { view: ViewState; size: Size; shown: ViewState };

/**
 * What a map of `size` shows after one of `before` showed `view`. As long as nobody chose another view it follows from
 * the one that was chosen, not from the last size: else a window made narrow and wide again would stay zoomed out.
 */
export function extentOn(size: Size, kept: ChosenExtent | null, view: ViewState, before: Size): ChosenExtent {
  const chosen = kept !== null && kept.shown === view ? kept : { view, size: before };
  const grown = Math.min(size.width / chosen.size.width, size.height / chosen.size.height);
  const zoom = Math.min(20, Math.max(7, chosen.view.zoom + Math.log2(grown)));
  return {
    view: chosen.view,
    size: chosen.size,
    shown: zoom === view.zoom ? view : { ...chosen.view, zoom },
  };
}
