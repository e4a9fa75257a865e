import type { Device } from '@luma.gl/core';

/** WebGL2 without multisampling: without a GPU that alone saves 40 ms a frame (stack-measured.md §3). */
export const deviceProps = { type: 'webgl', webgl: { antialias: false } } as const;

/**
 * The same for a map that fills its place with a ground of its own: the browser need not blend the canvas with what lies
 * under it, nor copy it after each frame to keep it, nor clear depths that nothing uses.
 */
export const opaqueDeviceProps = {
  ...deviceProps,
  webgl: {
    ...deviceProps.webgl,
    alpha: false,
    depth: false,
    stencil: false,
    preserveDrawingBuffer: false,
  },
} as const;

/**
 * A flat map needs no depth: layers cover each other in their order. With it, points would vanish under the ground,
 * since deck.gl lifts only triangles by a polygon offset.
 */
export const NO_DEPTH = { depthCompare: 'always', depthWriteEnabled: false } as const;

/** True where WebGL 2 can be had at all. */
export function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

/** True where a program on the CPU draws: then every pixel counts. */
export function isSoftware(device: Device): boolean {
  return device.info.gpuType === 'cpu' || /swiftshader|llvmpipe|software/i.test(device.info.renderer);
}

/** Pixels that a CPU draws in a tolerable time; above, the picture is drawn smaller and scaled up. */
const SOFTWARE_PIXELS = 2_400_000;

/** Ratio of drawn to CSS pixels. Names and legend are HTML and stay sharp. */
export function pixelRatio(software: boolean, width: number, height: number, deviceRatio: number): number {
  if (!software) return deviceRatio;
  const wanted = width * height * deviceRatio * deviceRatio;
  return wanted <= SOFTWARE_PIXELS ? deviceRatio : deviceRatio * Math.sqrt(SOFTWARE_PIXELS / wanted);
}
