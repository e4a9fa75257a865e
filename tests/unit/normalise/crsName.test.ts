import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crsOfName, crsToRead } from '../../../electron/city/sync/normalise/crsName.ts';
import { centralMeridian } from '../../../shared/geo/gaussKrugerCodes.ts';

test.each([
  ['urn:ogc:def:crs:EPSG::4549', 'epsg:4549'],
  ['urn:ogc:def:crs:EPSG:9.8:4549', 'epsg:4549'],
  ['EPSG:4549', 'epsg:4549'],
  [' epsg:4549 ', 'epsg:4549'],
  ['4549', 'epsg:4549'],
  ['http://www.opengis.net/def/crs/EPSG/0/4549', 'epsg:4549'],
  ['http://www.opengis.net/gml/srs/epsg.xml#4549', 'epsg:4549'],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 'wgs84'],
  ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'wgs84'],
  ['urn:ogc:def:crs:OGC::CRS84', 'wgs84'],
  ['OGC:CRS84', 'wgs84'],
  ['urn:ogc:def:crs:EPSG::4326', 'wgs84'],
  ['EPSG:4490', 'cgcs2000'],
  ['EPSG:3857', 'web-mercator'],
  ['EPSG:900913', 'web-mercator'],
  ['ESRI:102100', 'web-mercator'],
  ['EPSG:4491', 'epsg:4491'],
  ['EPSG:4554', 'epsg:4554'],
  ['EPSG:4555', null],
  ['EPSG:4610', 'xian80'],
  ['EPSG:2385', 'xian80'],
  ['EPSG:4214', 'beijing54'],
  ['EPSG:2437', 'beijing54'],
  ['EPSG:21420', 'beijing54'],
  ['EPSG:32650', null],
  ['EPSG:27700', null],
  ['CGCS2000_3_Degree_GK_CM_120E', 'epsg:4549'],
  ['CGCS2000 / 3-degree Gauss-Kruger CM 120E', 'epsg:4549'],
  ['CGCS2000_3_Degree_GK_Zone_40', 'epsg:4549'],
  ['CGCS2000_GK_Zone_20', 'epsg:4548'],
  ['CGCS2000_GK_Zone_13', 'epsg:4534'],
  ['CGCS2000_GK_CM_118E', null],
  ['CGCS2000_3_Degree_GK_Zone_24', null],
  ['PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]]', 'epsg:4549'],
  ['GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]', 'cgcs2000'],
  ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', 'wgs84'],
  ['WGS_1984_Web_Mercator_Auxiliary_Sphere', 'web-mercator'],
  ['WGS_1984_UTM_Zone_50N', null],
  ['Xian_1980_3_Degree_GK_CM_120E', 'xian80'],
  ['Beijing_1954_GK_Zone_20', 'beijing54'],
  ['', null],
  ['Nanjing 92', null],
])('%s is %s', (name, crs) => {
  expect(crsOfName(name)).toBe(crs);
});

/** EPSG registry: 4491 zone 13 and 4502 CM 75E of 6°, 4513 zone 25 and 4534 CM 75E of 3°. */
test.each([
  ['epsg:4491', 75],
  ['epsg:4501', 135],
  ['epsg:4502', 75],
  ['epsg:4509', 117],
  ['epsg:4512', 135],
  ['epsg:4513', 75],
  ['epsg:4528', 120],
  ['epsg:4533', 135],
  ['epsg:4534', 75],
  ['epsg:4549', 120],
  ['epsg:4554', 135],
] as const)('the central meridian of %s is %s°', (crs, meridian) => {
  expect(centralMeridian(crs)).toBe(meridian);
});

test('degrees that a point names do not undo a chosen shifted system', () => {
  expect(crsToRead('gcj02', 'wgs84')).toBe('gcj02');
  expect(crsToRead('gcj02', undefined)).toBe('gcj02');
  expect(crsToRead('wgs84', 'epsg:4549')).toBe('epsg:4549');
  expect(crsToRead('gcj02', 'xian80')).toBe('xian80');
  expect(crsToRead('wgs84', null)).toBeNull();
});

test('property: never throws', () => {
  fc.assert(fc.property(fc.string(), (name) => void crsOfName(name)));
});
