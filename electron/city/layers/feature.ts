import type { LayerFormat, LayerRefusal } from '../../../shared/contract/layers.ts';
import type { Crs } from '../../../shared/contract/sources.ts';

/** A feature as its file has it. */
export type RawFeature = {
  kind: 'point' | 'line' | 'area';
  /** Points, lines or rings, each as x, y, x, y …, in the coordinates of the file. */
  parts: number[][];
  /** Parts that could not be read. */
  broken: number;
  /** The value of a field as text; empty where it has none. */
  text(field: string): string;
};
export type Refused = { refused: LayerRefusal };
export type FeatureReading = RawFeature | Refused;

/** A file of features that is open. */
export type LayerFile = {
  format: LayerFormat;
  /** Of its texts; empty where the format has but one. */
  encoding: string;
  /** The system that the file states, and how it says it; null: none. `crs` null: one that is not supported. */
  stated: { crs: Crs | null; named: string } | null;
  features(): AsyncGenerator<FeatureReading>;
  /** Fields met so far, with the features that have a value in each. */
  fields(): ReadonlyMap<string, number>;
  /** Letters lost so far. */
  lettersLost(): number;
};

/** Takes the geometry of a feature, and counts the parts that are none. `least`: vertices of a part. */
export function featureOf(
  kind: RawFeature['kind'],
  parts: readonly (readonly number[])[],
  text: RawFeature['text'],
): FeatureReading {
  const least = { point: 1, line: 2, area: 3 }[kind];
  const sound = parts.filter((part) => part.length >= 2 * least && part.every(Number.isFinite));
  if (parts.length === 0) return { refused: 'empty' };
  if (sound.length === 0) return { refused: 'broken' };
  return { kind, parts: sound as number[][], broken: parts.length - sound.length, text };
}
