/** View of a map: centre in WGS-84 degrees, and web-map zoom (512 px per tile). */
export type ViewState = { longitude: number; latitude: number; zoom: number };
