import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import type { LayerRefusal, LayerReport } from '../../../shared/contract/layers.ts';
import type { Crs } from '../../../shared/contract/sources.ts';
import { fromWorld } from '../../../shared/geo/worldGrid.ts';
import { containsContact } from '../../../shared/privacy/searchText.ts';
import type { Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import { LayerBuilder } from './builder.ts';
import type { FeatureReading, LayerFile, RawFeature } from './feature.ts';
import { type LayerArrays, type LayerHead, writeLayer } from './layerStore.ts';
import { isContactField, nameFieldOf } from './nameField.ts';
import { layerRefusal, openLayerFile } from './openLayerFile.ts';
import { placingOf } from './placing.ts';
import { LayerRefused } from './refused.ts';

export type ReadOrder = {
  path: string;
  /** Name of the file, for sentences. */
  file: string;
  /** Where the layer is written. */
  target: string;
  crs: Crs | null;
  nameField: string | null;
  bbox: Bbox;
};

/** Features by which the system of the coordinates and the field of names are told. */
const SAMPLED = 200;
const MAX_FEATURES = 5_000_000;
const MAX_VERTICES = 50_000_000;
/** A longer name is a description. Characters. */
const MAX_NAME = 60;

/** Reads a file of features into the form that tiles are made from. @throws LayerRefused */
export async function readLayerFile(order: ReadOrder, workbooks: Workbooks): Promise<LayerHead> {
  const { file, path, target } = order;
  try {
    const opened = await openLayerFile(path, file, workbooks);
    const features = opened.features();
    try {
      const { head, arrays } = await collect(opened, features, order);
      return writeLayer(target, head, arrays);
    } finally {
      // Closes the file, also where the rest of it was not read.
      await features.return(undefined);
    }
  } catch (error) {
    throw layerRefusal(error, file);
  }
}

async function collect(
  opened: LayerFile,
  features: AsyncGenerator<FeatureReading>,
  { file, crs, nameField, bbox }: ReadOrder,
): Promise<{ head: Parameters<typeof writeLayer>[1]; arrays: LayerArrays }> {
  const builder = new LayerBuilder();
  const refused = new Map<LayerRefusal, number>();
  const counts = { features: 0, kept: 0, brokenParts: 0, outside: 0, named: 0, hiddenNames: 0 };
  const refuse = (reason: LayerRefusal): void => void refused.set(reason, (refused.get(reason) ?? 0) + 1);

  const waiting: FeatureReading[] = [];
  for (let next = await features.next(); !next.done; next = await features.next()) {
    waiting.push(next.value);
    if (waiting.length === SAMPLED) break;
  }
  const sample = waiting.flatMap((each): LonLat[] => ('kind' in each ? [firstOf(each)] : []));
  if (sample.length === 0 && waiting.length < SAMPLED)
    throw new LayerRefused('layer-file', { file, reason: 'no-features' });
  const placing = placingOf(sample, opened.stated, crs, bbox, file);
  const wanted = nameField === null ? nameFieldOf([...opened.fields().keys()]) : nameField;
  const named = wanted === null || wanted === '' || isContactField(wanted) ? null : wanted;

  const take = (each: FeatureReading): void => {
    counts.features += 1;
    if (!('kind' in each)) {
      refuse(each.refused);
      return;
    }
    const name = named === null ? '' : shortened(each.text(named));
    const isHidden = containsContact(name);
    const at = builder.add(each, isHidden ? '' : name, placing.place);
    if (typeof at === 'string') {
      refuse(at);
      return;
    }
    counts.kept += 1;
    counts.brokenParts += each.broken;
    counts.outside += isWithin(at, bbox) ? 0 : 1;
    counts.hiddenNames += isHidden ? 1 : 0;
    counts.named += name === '' || isHidden ? 0 : 1;
    if (counts.kept > MAX_FEATURES || builder.vertices > MAX_VERTICES)
      throw new LayerRefused('layer-file', { file, reason: 'too-large' });
  };
  for (const each of waiting) take(each);
  for await (const each of features) take(each);
  if (counts.kept === 0) throw new LayerRefused('layer-file', { file, reason: 'no-features' });

  const report: LayerReport = {
    ...{ ...counts, format: opened.format, encoding: opened.encoding },
    ...{ crs: placing.crs, swapped: placing.swapped, nameField: named, lettersLost: opened.lettersLost() },
    refused: [...refused].map(([reason, features]) => ({ reason, features })),
    // Columns of persons are not offered as names.
    fields: [...opened.fields()]
      .filter(([name]) => !isContactField(name))
      .map(([name, filled]) => ({ name, filled }))
      .slice(0, 200),
  };
  const arrays = builder.finish();
  return { head: { report, ...builder.counts, bounds: boundsOf(arrays) }, arrays };
}

function firstOf({ parts }: RawFeature): LonLat {
  return [parts[0]?.[0] ?? Number.NaN, parts[0]?.[1] ?? Number.NaN];
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const letters = [...plain];
  return letters.length > MAX_NAME ? `${letters.slice(0, MAX_NAME - 1).join('')}…` : plain;
}

function isWithin([lon, lat]: LonLat, [west, south, east, north]: Bbox): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function boundsOf({ pointX, pointY, shapeBox }: LayerArrays): Bbox | null {
  let [west, north, east, south] = [2 ** 32, 2 ** 32, -1, -1];
  const add = (x: number, y: number): void => {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [north, south] = [Math.min(north, y), Math.max(south, y)];
  };
  for (let i = 0; i < pointX.length; i++) add(pointX[i] ?? 0, pointY[i] ?? 0);
  for (let i = 0; i < shapeBox.length; i += 2) add(shapeBox[i] ?? 0, shapeBox[i + 1] ?? 0);
  if (east < 0) return null;
  const [a, b] = [fromWorld(west, south), fromWorld(east, north)];
  return [a[0], a[1], b[0], b[1]];
}
