import { z } from 'zod';
import { byReason, entry, plain } from './entry.ts';

const named = { name: z.string() };

/** Base maps (底图). */
export const basemapErrors = {
  'basemap-offline': entry(
    named,
    ({ name }) => `底图「${name}」离线：服务器没有应答，本机也没有缓存这一处`,
    ({ name }) =>
      `The base map “${name}” is offline: its server does not answer, and this place is not cached`,
  ),
  'basemap-slow': entry(
    named,
    ({ name }) => `底图「${name}」的服务器应答很慢，瓦片到达后会自动显示`,
    ({ name }) => `The server of the base map “${name}” is slow: the tile is shown when it has arrived`,
  ),
  'basemap-refused': entry(
    { ...named, status: z.int() },
    ({ name, status }) =>
      `底图「${name}」的服务器拒绝了请求（HTTP ${status}）。请核对密钥（如天地图 tk）及其权限、配额`,
    ({ name, status }) =>
      `The server of the base map “${name}” refuses (HTTP ${status}): check the key, its rights and its quota`,
  ),
  'basemap-not-a-tile': entry(
    named,
    ({ name }) => `底图「${name}」的服务器返回的不是地图瓦片，可能是登录页面或出错说明。请核对地址和密钥`,
    ({ name }) =>
      `The server of the base map “${name}” sent no tile, perhaps a login page or an error text: check address and key`,
  ),
  'basemap-file': entry(
    {
      file: z.string(),
      reason: z.enum(['gone', 'damaged', 'empty', 'format', 'compression']),
    },
    ({ file, reason }) =>
      ({
        gone: `底图文件 ${file} 不在数据文件夹的 basemaps 中`,
        damaged: `底图文件 ${file} 无法读取，可能已损坏或没有复制完整`,
        empty: `底图文件 ${file} 里没有瓦片`,
        format: `底图文件 ${file} 的瓦片格式不受支持，须为 PNG、JPEG、WebP 或矢量瓦片（MVT）`,
        compression: `底图文件 ${file} 的压缩方式不受支持，须为 gzip 或不压缩`,
      })[reason],
    ({ file, reason }) =>
      ({
        gone: `The base map file ${file} is not in the folder basemaps of the data folder`,
        damaged: `The base map file ${file} cannot be read: it may be damaged or only partly copied`,
        empty: `The base map file ${file} has no tiles`,
        format: `The tiles of the base map file ${file} are in a format that is not supported: PNG, JPEG, WebP and vector tiles (MVT) are`,
        compression: `The base map file ${file} is compressed in a way that is not supported: gzip and none are`,
      })[reason],
  ),
  'basemap-settings': entry(
    { path: z.string() },
    ({ path }) => `底图设置文件 ${path} 内容损坏，未使用。请移走该文件并重新设置底图`,
    ({ path }) =>
      `The settings file of base maps ${path} is damaged and not used: move it away and set them again`,
  ),
  'basemap-key-elsewhere': plain(
    '底图地址改到了另一台服务器，请重新填写密钥',
    'The address of the base map is of another server now: enter the key again',
  ),
  'basemap-unknown': byReason({
    nothing: [
      '这个地址不是可识别的底图服务。请填写含 {z} {x} {y} 的瓦片地址、WMTS 服务地址，或 ArcGIS 的 MapServer 地址',
      'The address is no base map that is known: enter a tile address with {z} {x} {y}, a WMTS, or an ArcGIS MapServer',
    ],
    'no-layer': [
      '这个 WMTS 没有可用的图层：须有 PNG、JPEG 或矢量瓦片格式',
      'The WMTS has no layer that can be used: it must offer PNG, JPEG or vector tiles',
    ],
    projection: [
      '这个底图的坐标系不受支持。支持 Web 墨卡托（EPSG:3857）和经纬度（EPSG:4490、EPSG:4326）',
      'The projection is not supported: Web Mercator (EPSG:3857) and degrees (EPSG:4490, EPSG:4326) are',
    ],
    'not-cached': [
      '这个 ArcGIS 服务没有切片缓存，不能作为底图',
      'The ArcGIS service has no cached tiles and cannot be a base map',
    ],
  }),
};
