import { z } from 'zod';
import {
  BasemapList,
  BasemapProbe,
  BasemapProbeRequest,
  BasemapSave,
  BasemapSettings,
  BasemapTileQuery,
} from '../basemaps.ts';
import { audited } from '../writeRule.ts';
import { get, NoQuery, post, type Route, remove } from './route.ts';

/** Base maps (底图) under the figures. Windows never ask a tile server: the service does, and keeps the tiles. */
export const basemapRoutes = {
  basemaps: get('/api/basemaps', '底图清单：瓦片网格、版权信息、审图号、是否离线', NoQuery, BasemapList),
  basemapTile: {
    ...get(
      '/api/basemaps/:id/tiles',
      '一张底图瓦片（PNG、JPEG、WebP 或矢量瓦片）；没有这张瓦片时正文为空',
      BasemapTileQuery,
      z.undefined(),
    ),
    produces: 'bytes',
  },
  basemapSettings: get('/api/basemaps/settings', '底图设置，不含密钥', NoQuery, BasemapSettings),
  probeBasemap: post(
    '/api/basemaps/probe',
    '识别底图地址：瓦片模板、WMTS、ArcGIS 缓存切片',
    BasemapProbeRequest,
    BasemapProbe,
    200,
    audited('manage-sources', 'basemap.probe'),
  ),
  saveBasemap: post(
    '/api/basemaps',
    '保存底图',
    BasemapSave,
    BasemapSettings,
    200,
    audited('manage-sources', 'basemap.save'),
  ),
  removeBasemap: remove(
    '/api/basemaps/:id',
    '移除底图设置、密钥和缓存的瓦片；文件夹里的文件保留',
    audited('manage-sources', 'basemap.remove'),
  ),
} as const satisfies Record<string, Route>;
