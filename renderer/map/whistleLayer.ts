import { type DefaultProps, Layer, type LayerProps, project32, type UpdateParameters } from '@deck.gl/core';
import type { Texture } from '@luma.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { ShaderModule } from '@luma.gl/shadertools';
import type { LonLat } from '../../shared/contract/common.ts';
import { ATLAS_COLUMNS, ATLAS_ROWS, type Atlas, cellOf } from './whistleAtlas.ts';
import type { WhistleMark } from './whistleMarks.ts';

type Uniforms = { size: number };

const block = `\
layout(std140) uniform whistlesUniforms {
  float size;
} whistles;
`;
const whistlesModule = {
  name: 'whistles',
  vs: block,
  fs: block,
  uniformTypes: { size: 'f32' },
} as const satisfies ShaderModule<Uniforms>;

const vs = `#version 300 es
in vec2 place;
in float cell;
flat out vec2 corner;
void main() {
  gl_Position = project_position_to_clipspace(vec3(place, 0.0), vec3(0.0), vec3(0.0));
  gl_PointSize = whistles.size;
  corner = vec2(mod(cell, ${ATLAS_COLUMNS}.0), floor(cell / ${ATLAS_COLUMNS}.0));
}
`;
const fs = `#version 300 es
precision highp float;
uniform sampler2D atlas;
flat in vec2 corner;
out vec4 fragColor;
void main() {
  vec4 colour = texture(atlas, (corner + gl_PointCoord) / vec2(${ATLAS_COLUMNS}.0, ${ATLAS_ROWS}.0));
  if (colour.a < 0.02) discard;
  fragColor = colour;
}
`;

type Props = { marks: readonly WhistleMark[]; origin: LonLat; atlas: Atlas };

const EMPTY_ATLAS: Atlas = { pixels: new Uint8ClampedArray(4), cell: 1, width: 1, height: 1 };

/** Whistles as points cut from one picture; the most pressing are drawn last, on top. One vertex each, no instances. */
export class WhistlesLayer extends Layer<Required<Props>> {
  static override layerName = 'WhistlesLayer';
  static override defaultProps: DefaultProps<LayerProps & Props> = {
    marks: { type: 'array', value: [], compare: false },
    origin: { type: 'array', value: [0, 0] },
    atlas: { type: 'object', value: EMPTY_ATLAS },
  };
  declare state: { model: Model | null; texture: Texture | null };

  override getShaders(): ReturnType<Layer['getShaders']> {
    return super.getShaders({ vs, fs, modules: [project32, whistlesModule] });
  }

  override initializeState(): void {
    this.state = { model: null, texture: null };
  }

  override updateState({ props, oldProps }: UpdateParameters<this>): void {
    if (props.atlas !== oldProps.atlas || this.state.texture === null) {
      this.state.texture?.destroy();
      this.setState({ texture: this.upload(props.atlas) });
    }
    if (props.marks === oldProps.marks && this.state.model !== null) return;
    this.state.model?.destroy();
    this.setState({ model: this.build(props.marks, props.origin) });
  }

  override finalizeState(context: Parameters<Layer['finalizeState']>[0]): void {
    super.finalizeState(context);
    this.state.model?.destroy();
    this.state.texture?.destroy();
  }

  override draw(): void {
    const { model, texture } = this.state;
    if (model === null || texture === null) return;
    model.shaderInputs.setProps({ whistles: { size: this.props.atlas.cell } satisfies Uniforms });
    model.setBindings({ atlas: texture });
    model.draw(this.context.renderPass);
  }

  private upload({ pixels, width, height }: Atlas): Texture {
    return this.context.device.createTexture({
      id: `${this.props.id}-atlas`,
      format: 'rgba8unorm',
      width,
      height,
      data: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength),
      sampler: { minFilter: 'linear', magFilter: 'linear' },
    });
  }

  private build(marks: readonly WhistleMark[], [lon, lat]: LonLat): Model | null {
    if (marks.length === 0) return null;
    const place = new Float32Array(marks.length * 2);
    const cell = new Float32Array(marks.length);
    for (const [index, mark] of marks.toReversed().entries()) {
      place[index * 2] = mark.place[0] - lon;
      place[index * 2 + 1] = mark.place[1] - lat;
      cell[index] = cellOf(mark);
    }
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      geometry: new Geometry({
        topology: 'point-list',
        attributes: { place: { size: 2, value: place }, cell: { size: 1, value: cell } },
        vertexCount: marks.length,
      }),
    });
  }
}
