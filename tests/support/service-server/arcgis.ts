import { json, pageOf, type Question, type Reply, type ServiceRow } from './question.ts';

/** Columns of the layer, the stage as a coded value. */
const FIELDS = [
  { name: 'OBJECTID', type: 'esriFieldTypeOID', alias: 'OBJECTID' },
  { name: 'CASENO', type: 'esriFieldTypeString', alias: '案件编号' },
  { name: 'REPORTTIME', type: 'esriFieldTypeDate', alias: '上报时间' },
  {
    name: 'STATUS',
    type: 'esriFieldTypeSmallInteger',
    alias: '案件状态',
    domain: {
      type: 'codedValue',
      codedValues: [
        { code: 1, name: '处置中' },
        { code: 2, name: '已结案' },
      ],
    },
  },
  { name: 'SMALLCLASS', type: 'esriFieldTypeString', alias: '小类' },
];

const EDITED = { name: 'EDITED', type: 'esriFieldTypeDate', alias: '编辑时间' };

const refusal = (message: string): Reply => json({ error: { code: 400, message, details: [] } }, false);

/** An ArcGIS FeatureServer with one layer (REST API, «Query (Feature Service/Layer)»). */
export function answerArcgis(question: Question): Reply {
  const { url, rows, faults, layer } = question;
  const ask = (name: string) => url.searchParams.get(name);
  if (ask('f') !== 'json')
    return { status: 200, type: 'text/html', body: '<html>ArcGIS REST</html>', page: false };
  if (/\/FeatureServer\/?$/.test(url.pathname)) {
    const layers = [
      { id: 0, name: '案件' },
      { id: 3, name: '部件' },
    ];
    return json({ layers, tables: [] }, false);
  }
  if (!url.pathname.endsWith('/query')) {
    return json(
      {
        name: '案件',
        fields: [...fieldsOf(rows), ...(faults.edits === 'none' ? [] : [EDITED])],
        ...(faults.edits === 'none' ? {} : { editFieldsInfo: { editDateField: EDITED.name } }),
        objectIdField: 'OBJECTID',
        maxRecordCount: faults.cap,
        extent: { spatialReference: { wkid: layer.wkid } },
        advancedQueryCapabilities: { supportsPagination: true },
      },
      false,
    );
  }
  const where = ask('where');
  if (where === null) return refusal('Unable to complete operation: where is missing.');
  const [, low, high] = /OBJECTID >= (\d+) AND OBJECTID <= (\d+)$/.exec(where) ?? [];
  const since = /EDITED >= TIMESTAMP '([^']+)'$/.exec(where)?.[1];
  if (since !== undefined && faults.edits === 'refuses') return refusal('Invalid where clause.');
  const from = since === undefined || faults.edits === 'ignores' ? null : Date.parse(`${since}Z`);
  const numbered = rows.map((row, index) => ({ row, id: index + 1 }));
  const chosen = numbered.filter(
    ({ row, id }) =>
      (low === undefined || (id >= Number(low) && id <= Number(high))) &&
      (from === null || (row.edited ?? Number.NEGATIVE_INFINITY) >= from),
  );
  if (ask('returnIdsOnly') === 'true')
    return json({ objectIdFieldName: 'OBJECTID', objectIds: chosen.map(({ id }) => id) }, false);
  if (ask('returnCountOnly') === 'true')
    return faults.noTotal ? refusal('Count is not supported.') : json({ count: chosen.length }, false);
  if (faults.noPaging && ask('resultOffset') !== null) return refusal('Pagination is not supported.');
  const isRange = low !== undefined;
  const offset = isRange ? 0 : Number(ask('resultOffset') ?? 0);
  const limit = Number(ask('resultRecordCount') ?? 1000);
  const page = pageOf(
    {
      ...question,
      rows: chosen.map(({ row }) => row),
      faults: isRange ? { ...faults, emptyPage: 0 } : faults,
    },
    offset,
    limit,
  );
  const ids = new Map(numbered.map(({ row, id }) => [row, id]));
  return json(
    {
      objectIdFieldName: 'OBJECTID',
      spatialReference: { wkid: ask('outSR') === '4326' ? 4326 : layer.wkid },
      fields: fieldsOf(rows).map(({ name, type, alias }) => ({ name, type, alias })),
      ...(page.more ? { exceededTransferLimit: true } : {}),
      features: page.rows.map((row) => feature(row, ids.get(row) ?? 0)),
    },
    !isRange,
  );
}

/** The fields of the hall, or those of a list of its own, in which numbers in columns of times are UTC milliseconds. */
function fieldsOf([first]: readonly ServiceRow[]) {
  if (first?.columns === undefined) return FIELDS;
  const own = Object.keys(first.columns).map((name) => ({
    ...{ name, alias: name },
    type: name.endsWith('_dt') ? 'esriFieldTypeDate' : 'esriFieldTypeString',
  }));
  return [...FIELDS.slice(0, 1), ...own];
}

function feature({ id, at, stage, x, y, columns, edited }: ServiceRow, objectId: number) {
  const own = {
    ...(columns ?? { CASENO: id, REPORTTIME: at, STATUS: stage, SMALLCLASS: '暴露垃圾' }),
    ...(edited === undefined ? {} : { EDITED: edited }),
  };
  return {
    attributes: { OBJECTID: objectId, ...own },
    geometry: { x, y },
  };
}
