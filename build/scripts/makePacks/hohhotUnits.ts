type Unit = [serial: string, name: string];

/** Departments of Hohhot beyond those of every city, up to the published number of 16; names invented. */
export const DEPARTMENTS: Unit[] = [
  ['ZRZY', '市自然资源局'],
  ['JTJ', '市交通运输局'],
  ['SWU', '市商务局'],
  ['WJW', '市卫生健康委员会'],
  ['JYJ', '市教育局'],
];

/** Enterprises that work for the public (公共服务企业) beyond those of every city, up to the published number of 11. */
export const ENTERPRISES: Unit[] = [
  ['GRGS', '供热公司'],
  ['PSGS', '排水公司'],
  ['GJGS', '公共交通公司'],
  ['DXGS', '电信公司'],
  ['YDGS', '移动通信公司'],
  ['LTGS', '联通公司'],
  ['GDWL', '广电网络公司'],
];

/** Ends of the codes of those that every city has. */
export const SHARED_ENTERPRISES = ['GDGS', 'RQGS', 'SWGS', 'TXGS'];
