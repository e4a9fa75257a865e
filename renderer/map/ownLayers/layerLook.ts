import type { LayerColour, LayerIcon } from '../../../shared/contract/layers.ts';
import type { Theme } from '../../base/prefs.ts';

/**
 * Colours of layers on the ground of each theme: readable on it, and duller than those of the cases above, which they must not
 * be taken for.
 */
export const LAYER_COLOURS: Readonly<Record<Theme, Readonly<Record<LayerColour, string>>>> = {
  dark: {
    slate: '#8fa3b8',
    teal: '#56b3ad',
    green: '#7fae6b',
    olive: '#aaa75c',
    brown: '#b8906c',
    plum: '#b48ac2',
    indigo: '#7f8fd6',
    rose: '#cf8fa3',
  },
  light: {
    slate: '#56697d',
    teal: '#17706b',
    green: '#44702f',
    olive: '#6b6716',
    brown: '#7d5230',
    plum: '#7a4a8c',
    indigo: '#4350a3',
    rose: '#9c4660',
  },
};

/** Outlines of the marks in a square of 16 from its middle (SVG path data), drawn on the map and in its legend. */
export const ICON_PATHS: Readonly<Record<LayerIcon, string>> = {
  dot: 'M3 0A3 3 0 1 1-3 0A3 3 0 1 1 3 0Z',
  ring: 'M6 0A6 6 0 1 1-6 0A6 6 0 1 1 6 0ZM3 0A3 3 0 1 0-3 0A3 3 0 1 0 3 0Z',
  plus: 'M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z',
  star: 'M0-7L1.9-2.2L7-2L3-.9L4.6 5.8L0 2.8L-4.6 5.8L-3-.9L-7-2L-1.9-2.2Z',
  hexagon: 'M0-6.5L5.6-3.2V3.2L0 6.5L-5.6 3.2V-3.2Z',
  house: 'M0-7L6.5-1H5V6H-5V-1H-6.5Z',
  camera: 'M-7-4H3V4H-7ZM4-1.5L7-3.5V3.5L4 1.5Z',
  drop: 'M0-7.5C3-3.5 5-.8 5 1.7A5 5 0 0 1-5 1.7C-5-.8-3-3.5 0-7.5Z',
};
