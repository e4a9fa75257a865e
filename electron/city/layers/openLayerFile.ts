import { open } from 'node:fs/promises';
import { UpstreamError } from '../sync/adapter.ts';
import type { Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import type { LayerFile } from './feature.ts';
import { openKml } from './kml.ts';
import { openListLayer } from './list.ts';
import { LayerRefused } from './refused.ts';
import { openShapefile } from './shapefile.ts';

/**
 * Opens a file of features, recognised by its content: only a Shapefile, which is several files, goes by its name.
 * @throws LayerRefused `layer-file`
 */
export async function openLayerFile(path: string, name: string, workbooks: Workbooks): Promise<LayerFile> {
  try {
    if (/\.shp$/i.test(name)) return await openShapefile(path, name);
    if (await isKml(path)) return await openKml(path, name);
    return await openListLayer(path, name, workbooks);
  } catch (error) {
    throw layerRefusal(error, name);
  }
}

/** What went wrong with a file, told of a layer rather than of a list of cases. */
export function layerRefusal(error: unknown, name: string): unknown {
  if (!(error instanceof UpstreamError)) return error;
  const { code } = error.sent;
  const reason =
    code === 'file-missing'
      ? 'gone'
      : code === 'file-too-large' || code === 'workbook-too-large'
        ? 'too-large'
        : code === 'not-a-list'
          ? 'format'
          : 'damaged';
  return new LayerRefused('layer-file', { file: name, reason });
}

/** By its root element, in any encoding that has ASCII in it. */
async function isKml(path: string): Promise<boolean> {
  await using file = await open(path).catch((error: unknown) => {
    throw new UpstreamError('file-missing', { path: String(error) }, false);
  });
  const head = Buffer.alloc(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  return /<(?:\w+:)?kml[\s>]/i.test(head.subarray(0, bytesRead).toString('latin1').replaceAll('\0', ''));
}
