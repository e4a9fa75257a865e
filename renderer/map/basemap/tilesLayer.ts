import {
  type DefaultProps,
  Layer,
  type LayerProps,
  type UpdateParameters,
  type WebMercatorViewport,
} from '@deck.gl/core';
import type { Texture } from '@luma.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { ShaderModule } from '@luma.gl/shadertools';
import { mercatorY } from '../../../shared/geo/tileGrid.ts';
import type { MercatorQuad } from './tilePlan.ts';

type Uniforms = {
  top: [number, number, number, number];
  bottom: [number, number, number, number];
  bend: number;
};

const block = `\
layout(std140) uniform tilesUniforms {
  vec4 top;
  vec4 bottom;
  float bend;
} tiles;
`;
const tilesModule = {
  name: 'tiles',
  vs: block,
  fs: block,
  uniformTypes: { top: 'vec4<f32>', bottom: 'vec4<f32>', bend: 'f32' },
} as const satisfies ShaderModule<Uniforms>;

const vs = `#version 300 es
in vec2 corner;
out vec2 pixel;
void main() {
  vec2 above = mix(tiles.top.xy, tiles.top.zw, corner.x);
  vec2 below = mix(tiles.bottom.xy, tiles.bottom.zw, corner.x);
  vec2 place = mix(above, below, corner.y);
  place.y += 4.0 * tiles.bend * corner.y * (1.0 - corner.y);
  gl_Position = vec4(place, 0.0, 1.0);
  pixel = corner;
}
`;
const fs = `#version 300 es
precision mediump float;
uniform sampler2D picture;
in vec2 pixel;
out vec4 fragColor;
void main() {
  fragColor = texture(picture, pixel);
}
`;

/** Rows of the mesh of a tile: with a bend, each is straight. */
const ROWS = 8;

export type DrawnTile = { key: string; bitmap: ImageBitmap; quad: MercatorQuad };
type Props = { tiles: readonly DrawnTile[]; opaque: boolean };

/**
 * Tiles as textured quads. Their corners are put on the screen in 64 bits here rather than in the shader's 32, which do
 * not tell two neighbouring houses apart; the shader of a pixel reads one colour and nothing else, since without a GPU
 * each of two million costs. One layer for all tiles: a layer of deck.gl for each would cost more than it draws.
 */
export class TilesLayer extends Layer<Required<Props>> {
  static override layerName = 'TilesLayer';
  static override defaultProps: DefaultProps<LayerProps & Props> = {
    tiles: { type: 'array', value: [], compare: false },
    opaque: { type: 'boolean', value: true },
  };
  declare state: { model: Model; textures: Map<string, Texture> };

  override getShaders(): ReturnType<Layer['getShaders']> {
    return super.getShaders({ vs, fs, modules: [tilesModule] });
  }

  override initializeState(): void {
    const corner: number[] = [];
    for (let row = 0; row <= ROWS; row++) corner.push(0, row / ROWS, 1, row / ROWS);
    const model = new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { corner: { size: 2, value: Float32Array.from(corner) } },
        vertexCount: (ROWS + 1) * 2,
      }),
      // A ground without holes need not be mixed with what is below it.
      parameters: { blend: !this.props.opaque },
    });
    this.state = { model, textures: new Map() };
  }

  override updateState({ props, oldProps }: UpdateParameters<this>): void {
    if (props.tiles === oldProps.tiles) return;
    const { textures } = this.state;
    const keys = new Set(props.tiles.map(({ key }) => key));
    for (const [key, texture] of textures)
      if (!keys.has(key)) {
        texture.destroy();
        textures.delete(key);
      }
    for (const tile of props.tiles) if (!textures.has(tile.key)) textures.set(tile.key, this.upload(tile));
  }

  override finalizeState(context: Parameters<Layer['finalizeState']>[0]): void {
    super.finalizeState(context);
    for (const texture of this.state.textures.values()) texture.destroy();
    this.state.model.destroy();
  }

  override draw(): void {
    const { model, textures } = this.state;
    const { width, height, longitude, latitude, zoom } = this.context.viewport as WebMercatorViewport;
    const world = 512 * 2 ** zoom;
    const [middleX, middleY] = [longitude / 360 + 0.5, 0.5 - mercatorY(latitude) / 2];
    const across = (2 * world) / width;
    const down = (2 * world) / height;
    for (const { key, quad } of this.props.tiles) {
      const texture = textures.get(key);
      const [a, b, c, d] = quad.corners.map(([x, y]): [number, number] => [
        (x - middleX) * across,
        (middleY - y) * down,
      ]);
      if (texture === undefined || a === undefined || b === undefined || c === undefined || d === undefined)
        continue;
      const isSeen =
        Math.min(a[0], d[0]) < 1 &&
        Math.max(b[0], c[0]) > -1 &&
        Math.min(c[1], d[1]) < 1 &&
        Math.max(a[1], b[1]) > -1;
      if (!isSeen) continue;
      const uniforms: Uniforms = { top: [...a, ...b], bottom: [...d, ...c], bend: -quad.bend * down };
      model.shaderInputs.setProps({ tiles: uniforms });
      model.setBindings({ picture: texture });
      model.draw(this.context.renderPass);
    }
  }

  private upload({ key, bitmap }: DrawnTile): Texture {
    const { width, height } = bitmap;
    const texture = this.context.device.createTexture({
      id: `${this.props.id}-${key}`,
      format: 'rgba8unorm',
      width,
      height,
      sampler: {
        minFilter: 'linear',
        magFilter: 'linear',
        addressModeU: 'clamp-to-edge',
        addressModeV: 'clamp-to-edge',
      },
    });
    texture.copyExternalImage({ image: bitmap });
    return texture;
  }
}
