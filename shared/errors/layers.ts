import { z } from 'zod';
import { byReason, entry } from './entry.ts';

const inFile = { file: z.string() };

/** The hall's own layers (自有图层). */
export const layerErrors = {
  'layer-file': entry(
    {
      ...inFile,
      reason: z.enum([
        ...['gone', 'damaged', 'no-table', 'no-shapes', 'no-features', 'no-columns', 'format', 'too-large'],
        'failed',
      ] as const),
    },
    ({ file, reason }) =>
      ({
        gone: `图层文件 ${file} 不在数据文件夹的 layers 中`,
        damaged: `图层文件 ${file} 无法读取，可能已损坏或没有复制完整`,
        'no-table': `Shapefile 缺少属性表：请把与 ${file} 同名的 .dbf 文件一起放入或上传`,
        'no-shapes': `Shapefile 缺少图形：请把与 ${file} 同名的 .shp 文件一起放入或上传`,
        'no-features': `图层文件 ${file} 里没有可以显示的要素`,
        'no-columns': `表格 ${file} 里找不到经度、纬度两列，也没有 WKT 图形列。请把列名改为「经度」「纬度」`,
        format: `文件 ${file} 不是可识别的图层。支持 Shapefile（.shp、.dbf、.prj、.cpg）、GeoJSON、KML 和 CSV`,
        'too-large': `图层文件 ${file} 过大：一个图层最多 500 万个要素、5000 万个顶点。请按类别或片区拆分`,
        failed: `读取图层文件 ${file} 时内存不足或程序出错。请拆分文件后重试`,
      })[reason],
    ({ file, reason }) =>
      ({
        gone: `The layer file ${file} is not in the folder layers of the data folder`,
        damaged: `The layer file ${file} cannot be read: it may be damaged or only partly copied`,
        'no-table': `The Shapefile lacks its table: add the .dbf file of the same name as ${file}`,
        'no-shapes': `The Shapefile lacks its shapes: add the .shp file of the same name as ${file}`,
        'no-features': `The layer file ${file} has no features that can be shown`,
        'no-columns': `The table ${file} has no columns of longitude and latitude and none of WKT: name them “longitude” and “latitude”`,
        format: `The file ${file} is no layer that is known: Shapefile (.shp, .dbf, .prj, .cpg), GeoJSON, KML and CSV are`,
        'too-large': `The layer file ${file} is too large: a layer has at most 5 million features and 50 million vertices. Split it`,
        failed: `Memory ran out or the program failed while the layer file ${file} was read: split it and try again`,
      })[reason],
  ),
  'layer-crs': entry(
    { ...inFile, reason: z.enum(['unknown', 'unsupported', 'old-datum', 'contradicts']), named: z.string() },
    ({ file, reason, named }) =>
      ({
        unknown: `图层文件 ${file} 的坐标不是经纬度，也没有说明坐标系。请补上同名的 .prj 文件，或在图层设置里选择坐标系`,
        unsupported: `图层文件 ${file} 的坐标系「${named}」不受支持。请转换为 CGCS2000 后重新放入，或在图层设置里选择坐标系`,
        'old-datum': `图层文件 ${file} 用的是「${named}」，没有本地转换参数，不能准确套合。请由测绘部门转换为 CGCS2000`,
        contradicts: `图层文件 ${file} 的坐标与坐标系「${named}」不符。请在图层设置里改选坐标系`,
      })[reason],
    ({ file, reason, named }) =>
      ({
        unknown: `The coordinates of the layer file ${file} are no degrees, and no system is stated: add the .prj file, or choose the system in the settings of the layer`,
        unsupported: `The system “${named}” of the layer file ${file} is not supported: convert it to CGCS2000, or choose the system in the settings of the layer`,
        'old-datum': `The layer file ${file} is in “${named}”, which cannot be converted without parameters of the place: have it converted to CGCS2000`,
        contradicts: `The coordinates of the layer file ${file} do not fit the system “${named}”: choose another one in the settings of the layer`,
      })[reason],
  ),
  'layer-settings': entry(
    { path: z.string() },
    ({ path }) => `图层设置文件 ${path} 内容损坏，未使用。请移走该文件并重新设置图层`,
    ({ path }) =>
      `The settings file of layers ${path} is damaged and not used: move it away and set the layers again`,
  ),
  'layer-upload': byReason({
    ending: [
      '只能上传 .shp、.dbf、.prj、.cpg、.geojson、.json、.kml、.csv 文件',
      'Only files .shp, .dbf, .prj, .cpg, .geojson, .json, .kml and .csv can be uploaded',
    ],
    'too-large': ['文件超过 1 GB，请拆分后上传', 'The file is larger than 1 GB: split it'],
    'no-space': [
      '磁盘空间不足，请清理后再上传',
      'There is too little space on the disk: make room and try again',
    ],
    'too-many': ['最多 50 个图层，请先移除不用的', 'There are at most 50 layers: remove some first'],
  }),
};
