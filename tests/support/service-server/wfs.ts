import { geojsonFeature } from './geojson.ts';
import { json, pageOf, type Question, type Reply, xml } from './question.ts';

const exception = (text: string): Reply =>
  xml(
    `<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception exceptionCode="InvalidParameterValue"><ows:ExceptionText>${text}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`,
    400,
  );

/** WFS 2 with GeoJSON, as GeoServer has it: hits in XML, pages only where there is an order. */
export function answerWfs(question: Question): Reply {
  const { url, rows, faults, layer } = question;
  const ask = (name: string) =>
    [...url.searchParams].find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1] ?? null;
  if (ask('request') === 'GetCapabilities') {
    const types = ['hall:cases', 'hall:parts'].map(
      (name) => `<FeatureType><Name>${name}</Name><Title>${name}</Title></FeatureType>`,
    );
    return xml(
      `<?xml version="1.0"?><wfs:WFS_Capabilities xmlns:wfs="http://www.opengis.net/wfs/2.0"><FeatureTypeList>${types.join('')}</FeatureTypeList></wfs:WFS_Capabilities>`,
      200,
    );
  }
  if (ask('resultType') === 'hits') {
    const matched = faults.noTotal ? 'unknown' : rows.length;
    return xml(
      `<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" numberMatched="${matched}" numberReturned="0"/>`,
      200,
    );
  }
  if (faults.noPaging && Number(ask('startIndex')) > 0)
    return exception('Cannot do natural order without a primary key');
  if (ask('outputFormat') !== 'application/json') return exception('GML is not offered');
  const page = pageOf(question, Number(ask('startIndex') ?? 0), Number(ask('count') ?? 1000));
  return json(
    {
      type: 'FeatureCollection',
      features: page.rows.map((row) => geojsonFeature(row, layer.latFirst)),
      numberReturned: page.rows.length,
      ...(faults.noTotal ? {} : { numberMatched: page.total, totalFeatures: page.total }),
      crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${layer.wkid}` } },
    },
    true,
  );
}
