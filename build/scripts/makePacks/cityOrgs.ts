import type { PackManifest } from '../../../shared/pack/schema.ts';

type Orgs = PackManifest['orgs'];

/** Departments of a city (市), and the enterprises that work for the public: institutional names only, codes invented. */
const DEPARTMENTS: [serial: string, name: string][] = [
  ['CGJ', '市城市管理局'],
  ['ZFDD', '市城市管理综合行政执法支队'],
  ['HWS', '市环境卫生管理处'],
  ['ZJJ', '市住房和城乡建设局'],
  ['SWJ', '市水务局'],
  ['SZS', '市市政设施管理处'],
  ['LHS', '市园林绿化管理处'],
  ['SCJ', '市市场监督管理局'],
  ['HBJ', '市生态环境局'],
  ['JJDD', '市公安局交警支队'],
  ['XFDD', '市消防救援支队'],
  ['GDGS', '供电公司'],
  ['RQGS', '燃气公司'],
  ['SWGS', '供水公司'],
  ['TXGS', '通信运营企业联席办'],
];

/** The centre and the departments of a city. */
export function cityDepartments(city: string, centre: string): Orgs {
  return [
    { code: `${city}-ZHZX`, name: centre, kind: 'centre', parent: city },
    ...unitsOf(city, DEPARTMENTS),
  ];
}

/** Further departments or enterprises of a city, by the end of their codes. */
export function unitsOf(city: string, units: [serial: string, name: string][]): Orgs {
  return units.map(([serial, name]) => ({
    code: `${city}-${serial}`,
    name,
    kind: 'department',
    parent: city,
  }));
}

/** Offices of streets (街道办事处), governments of towns (镇). */
export function streetOffices(streets: { code: string; name: string; parent: string }[]): Orgs {
  return streets.map(({ code, name, parent }) => ({
    code,
    name: name.endsWith('街道') ? `${name}办事处` : name.endsWith('镇') ? `${name}人民政府` : name,
    kind: 'street',
    parent,
  }));
}
