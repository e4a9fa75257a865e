import { z } from 'zod';
import {
  LayerList,
  LayerNear,
  LayerNearQuery,
  LayerPlaceQuery,
  LayerPlaces,
  LayerSave,
  LayerSettings,
  LayerTileQuery,
  LayerUploadQuery,
} from '../layers.ts';
import { audited } from '../writeRule.ts';
import { get, NoBody, NoQuery, post, type Route, remove } from './route.ts';

/** The hall's own layers (自有图层): roads, water, buildings, facilities, cameras. */
export const layerRoutes = {
  layers: get('/api/layers', '自有图层清单：要素数量、样式、显示级别', NoQuery, LayerList),
  layerTile: {
    ...get(
      '/api/layers/tiles',
      '若干图层在一张瓦片内的要素（二进制，坐标、名称，不含其他属性）；过密处抽稀，并给出抽稀前后的数量',
      LayerTileQuery,
      z.undefined(),
    ),
    produces: 'bytes',
  },
  layerPlaces: get('/api/layers/places', '按名称或拼音首字母查找图层要素', LayerPlaceQuery, LayerPlaces),
  layerNear: get('/api/layers/near', '各图层中离一处最近的有名称的要素及距离', LayerNearQuery, LayerNear),
  layerSettings: get('/api/layers/settings', '图层设置与读取结果', NoQuery, LayerSettings),
  uploadLayer: {
    ...post(
      '/api/layers/files',
      '上传图层文件（Shapefile 的各文件逐个上传）',
      NoBody,
      LayerSettings,
      201,
      audited('manage-sources', 'layer.upload'),
    ),
    consumes: 'bytes',
    query: LayerUploadQuery,
  },
  saveLayer: post(
    '/api/layers',
    '保存图层设置',
    LayerSave,
    LayerSettings,
    200,
    audited('manage-sources', 'layer.save'),
  ),
  removeLayer: remove('/api/layers/:id', '移除图层及其文件', audited('manage-sources', 'layer.remove')),
} as const satisfies Record<string, Route>;
