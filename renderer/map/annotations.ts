import { create } from 'zustand';
import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { Mark } from '../../shared/presenter/control.ts';

/** The presenter's (导播) annotations on this window's map, and the map's visible area, null without a map. */
export const useAnnotations = create<{
  spot: LonLat | null;
  marks: readonly Mark[];
  visibleBox: Bbox | null;
}>()(() => ({
  spot: null,
  marks: [],
  visibleBox: null,
}));
