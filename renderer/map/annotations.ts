import { create } from 'zustand';
import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { Mark } from '../../shared/presenter/control.ts';

/** What the presenter (导播) draws over this window's map, and what the map shows: `seen` is null where there is none. */
export const useAnnotations = create<{ spot: LonLat | null; marks: readonly Mark[]; seen: Bbox | null }>()(
  () => ({
    spot: null,
    marks: [],
    seen: null,
  }),
);
