/** Where a map looks: WGS-84 degrees, and the zoom of web maps (512 px a tile). */
export type ViewState = { longitude: number; latitude: number; zoom: number };
