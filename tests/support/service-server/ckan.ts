import { json, pageOf, type Question, type Reply, type ServiceRow } from './question.ts';

const FIELDS = [
  { id: '_id', type: 'int' },
  { id: '案件编号', type: 'text' },
  { id: '上报时间', type: 'timestamp' },
  { id: '案件状态', type: 'text' },
  { id: '经度', type: 'numeric' },
  { id: '纬度', type: 'numeric' },
];
const RESOURCES = ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3302'];

/** The data store of a CKAN portal. */
export function answerCkan(question: Question): Reply {
  const { url, faults } = question;
  const ask = (name: string) => url.searchParams.get(name);
  if (url.pathname === '/api/3/action/package_show') {
    const resources = RESOURCES.map((id, index) => ({ id, name: `表 ${index + 1}`, datastore_active: true }));
    return json({ success: true, result: { resources } }, false);
  }
  if (url.pathname !== '/api/3/action/datastore_search' || ask('resource_id') !== RESOURCES[0])
    return { ...json({ success: false, error: { message: 'Not found: resource' } }, false), status: 404 };
  if (faults.noPaging && Number(ask('offset')) > 0)
    return json({ success: false, error: { message: 'offset is not allowed' } }, false);
  const page = pageOf(question, Number(ask('offset') ?? 0), Number(ask('limit') ?? 100));
  const records = page.rows.map((row) => ({
    _id: question.rows.indexOf(row) + 1,
    ...(row.columns ?? hallColumns(row)),
  }));
  const total = faults.noTotal ? {} : { total: page.total };
  return json({ success: true, result: { fields: FIELDS, records, ...total } }, true);
}

function hallColumns(row: ServiceRow) {
  return {
    案件编号: row.id,
    // As the portal's database has it: the time of the place, without a zone.
    上报时间: new Date(row.at + 8 * 3_600_000).toISOString().slice(0, 19),
    案件状态: row.stage === 1 ? '处置中' : '已结案',
    经度: String(row.x),
    纬度: String(row.y),
  };
}
