import { type DefaultProps, Layer, type LayerProps, project32, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { ShaderModule } from '@luma.gl/shadertools';
import type { LonLat } from '../../shared/contract/common.ts';
import { type CasePoints, drawOrder } from './casePoints.ts';

type Vec4 = [number, number, number, number];
type Uniforms = { open: Vec4; overdue: Vec4; closed: Vec4; late: Vec4; halo: Vec4; size: number };

const block = `\
layout(std140) uniform marksUniforms {
  vec4 open;
  vec4 overdue;
  vec4 closed;
  vec4 late;
  vec4 halo;
  float size;
} marks;
`;
const marksModule = {
  name: 'marks',
  vs: block,
  fs: block,
  uniformTypes: {
    open: 'vec4<f32>',
    overdue: 'vec4<f32>',
    closed: 'vec4<f32>',
    late: 'vec4<f32>',
    halo: 'vec4<f32>',
    size: 'f32',
  },
} as const satisfies ShaderModule<Uniforms>;

const vs = `#version 300 es
in vec2 place;
in float mark;
flat out float kind;
void main() {
  gl_Position = project_position_to_clipspace(vec3(place, 0.0), vec3(0.0), vec3(0.0));
  gl_PointSize = marks.size * project.devicePixelRatio;
  kind = mark;
}
`;
/* Disc, triangle, square, diamond: the same shapes as in lists and legend. 1.0 is the edge, beyond it the halo. */
const fs = `#version 300 es
precision highp float;
flat in float kind;
out vec4 fragColor;
float reach(vec2 p) {
  if (kind < 0.5) return length(p) / 0.72;
  if (kind < 1.5) return max((p.y + 0.1) / 0.72, (abs(p.x) * 1.73 - p.y) / 0.86);
  if (kind < 2.5) return max(abs(p.x), abs(p.y)) / 0.6;
  return (abs(p.x) + abs(p.y)) / 0.84;
}
void main() {
  float r = reach(gl_PointCoord * 2.0 - 1.0);
  if (r > 1.18) discard;
  vec4 colour = kind < 0.5 ? marks.open : kind < 1.5 ? marks.overdue : kind < 2.5 ? marks.closed : marks.late;
  fragColor = r > 0.9 ? marks.halo : colour;
}
`;

export type PointColours = { open: Vec4; overdue: Vec4; closed: Vec4; late: Vec4; halo: Vec4 };
type Props = { marks: CasePoints; origin: LonLat; colours: PointColours; size: number };

const CLEAR: Vec4 = [0, 0, 0, 0];

/**
 * Cases as points, told apart by shape and colour. One vertex per case: deck.gl's ScatterplotLayer is instanced and
 * costs ten times as much without a GPU (stack-measured.md §3). Colours 0…1.
 */
export class CasePointsLayer extends Layer<Required<Props>> {
  static override layerName = 'MarksLayer';
  static override defaultProps: DefaultProps<LayerProps & Props> = {
    marks: { type: 'object', value: { lon: [], lat: [], state: [] } },
    origin: { type: 'array', value: [0, 0] },
    colours: {
      type: 'object',
      value: { open: CLEAR, overdue: CLEAR, closed: CLEAR, late: CLEAR, halo: CLEAR },
    },
    size: { type: 'number', value: 12 },
  };
  declare state: { model: Model | null };

  override getShaders(): ReturnType<Layer['getShaders']> {
    return super.getShaders({ vs, fs, modules: [project32, marksModule] });
  }

  override initializeState(): void {
    this.state = { model: null };
  }

  override updateState({ props, oldProps }: UpdateParameters<this>): void {
    if (props.marks === oldProps.marks && this.state.model !== null) return;
    this.state.model?.destroy();
    this.setState({ model: this.build(props.marks, props.origin) });
  }

  override finalizeState(context: Parameters<Layer['finalizeState']>[0]): void {
    super.finalizeState(context);
    this.state.model?.destroy();
  }

  override draw(): void {
    const { model } = this.state;
    if (model === null) return;
    const { colours, size } = this.props;
    model.shaderInputs.setProps({ marks: { ...colours, size } satisfies Uniforms });
    model.draw(this.context.renderPass);
  }

  private build(marks: CasePoints, [lon, lat]: LonLat): Model | null {
    const order = drawOrder(marks.state);
    if (order.length === 0) return null;
    const place = new Float32Array(order.length * 2);
    const mark = new Float32Array(order.length);
    for (const [to, from] of order.entries()) {
      place[to * 2] = (marks.lon[from] ?? 0) - lon;
      place[to * 2 + 1] = (marks.lat[from] ?? 0) - lat;
      mark[to] = marks.state[from] ?? 0;
    }
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      geometry: new Geometry({
        topology: 'point-list',
        attributes: { place: { size: 2, value: place }, mark: { size: 1, value: mark } },
        vertexCount: order.length,
      }),
    });
  }
}
