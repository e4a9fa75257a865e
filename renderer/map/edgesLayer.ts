import { type DefaultProps, Layer, type LayerProps, project32, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { ShaderModule } from '@luma.gl/shadertools';
import type { LonLat } from '../../shared/contract/common.ts';

type Uniforms = { colour: [number, number, number, number]; width: number };

const block = `\
layout(std140) uniform edgesUniforms {
  vec4 colour;
  float width;
} edges;
`;
const edgesModule = {
  name: 'edges',
  vs: block,
  fs: block,
  uniformTypes: { colour: 'vec4<f32>', width: 'f32' },
} as const satisfies ShaderModule<Uniforms>;

const vs = `#version 300 es
in vec2 start;
in vec2 end;
in vec2 corner;
void main() {
  vec4 a = project_position_to_clipspace(vec3(start, 0.0), vec3(0.0), vec3(0.0));
  vec4 b = project_position_to_clipspace(vec3(end, 0.0), vec3(0.0), vec3(0.0));
  vec2 along = (b.xy / b.w - a.xy / a.w) * project.viewportSize;
  float size = length(along);
  vec2 direction = size > 0.0 ? along / size : vec2(1.0, 0.0);
  vec2 across = vec2(-direction.y, direction.x);
  vec4 place = mix(a, b, corner.x);
  // A third of the width beyond each end closes the gaps at bends.
  vec2 pixels = across * corner.y * edges.width * 0.5 + direction * (corner.x * 2.0 - 1.0) * edges.width * 0.33;
  gl_Position = place + vec4(project_pixel_size_to_clipspace(pixels) * place.w, 0.0, 0.0);
}
`;
const fs = `#version 300 es
precision highp float;
out vec4 fragColor;
void main() {
  fragColor = edges.colour;
}
`;

type Props = {
  edges: readonly [LonLat, LonLat][];
  origin: LonLat;
  colour: [number, number, number, number];
  width: number;
};

/**
 * Straight edges of even width in pixels, drawn as plain triangles. deck.gl's own PathLayer and LineLayer are
 * instanced, which costs some 20 µs an instance where there is no GPU (stack-measured.md §3).
 */
export class EdgesLayer extends Layer<Required<Props>> {
  static override layerName = 'EdgesLayer';
  static override defaultProps: DefaultProps<LayerProps & Props> = {
    edges: { type: 'array', value: [], compare: false },
    origin: { type: 'array', value: [0, 0] },
    colour: { type: 'color', value: [255, 255, 255, 255] },
    width: { type: 'number', value: 1 },
  };
  declare state: { model: Model | null };

  override getShaders(): ReturnType<Layer['getShaders']> {
    return super.getShaders({ vs, fs, modules: [project32, edgesModule] });
  }

  override initializeState(): void {
    this.state = { model: null };
  }

  override updateState({ props, oldProps }: UpdateParameters<this>): void {
    if (props.edges === oldProps.edges && this.state.model !== null) return;
    this.state.model?.destroy();
    this.setState({ model: this.build(props.edges, props.origin) });
  }

  override finalizeState(context: Parameters<Layer['finalizeState']>[0]): void {
    super.finalizeState(context);
    this.state.model?.destroy();
  }

  override draw(): void {
    const { model } = this.state;
    if (model === null) return;
    const [red, green, blue, alpha] = this.props.colour;
    const colour: Uniforms['colour'] = [
      red / 255,
      green / 255,
      blue / 255,
      (alpha / 255) * this.props.opacity,
    ];
    model.shaderInputs.setProps({ edges: { colour, width: this.props.width } satisfies Uniforms });
    model.draw(this.context.renderPass);
  }

  private build(edges: readonly [LonLat, LonLat][], [lon, lat]: LonLat): Model {
    const start = new Float32Array(edges.length * 12);
    const end = new Float32Array(edges.length * 12);
    const corner = new Float32Array(edges.length * 12);
    const corners = [0, -1, 1, -1, 1, 1, 0, -1, 1, 1, 0, 1];
    for (const [i, [a, b]] of edges.entries()) {
      for (let k = 0; k < 6; k++) {
        // Offsets from the origin: plain degrees in 32 bits would be off by a metre.
        start.set([a[0] - lon, a[1] - lat], i * 12 + k * 2);
        end.set([b[0] - lon, b[1] - lat], i * 12 + k * 2);
      }
      corner.set(corners, i * 12);
    }
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      geometry: new Geometry({
        topology: 'triangle-list',
        attributes: {
          start: { size: 2, value: start },
          end: { size: 2, value: end },
          corner: { size: 2, value: corner },
        },
        vertexCount: edges.length * 6,
      }),
    });
  }
}
