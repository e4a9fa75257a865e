import type { Point } from '../../../shared/geo/polygon.ts';

export type HohhotStreet = {
  code: string;
  name: string;
  /** Approximate centre, WGS-84, from general geographic knowledge. */
  centre: Point;
  /** Estimated area, km². */
  area: number;
  /** Invented. */
  grids: number;
  /** Whether it belongs to the zone (经济技术开发区) instead of the district in which it lies. */
  inZone: boolean;
};

/** The economic and technological development zone; its code is this pack's own. */
export const ZONE = { code: '150100-JKQ', name: '呼和浩特经济技术开发区' };

/** The four districts (市四区). Names and codes are real, parks and zones other than 如意 left out; all numbers are estimates. */
export const HOHHOT_DISTRICTS: { code: string; name: string; streets: HohhotStreet[] }[] = [
  {
    code: '150102',
    name: '新城区',
    streets: [
      row('150102001', '海拉尔东路街道', [111.69, 40.842], 4, 10),
      row('150102002', '锡林北路街道', [111.672, 40.838], 3, 10),
      row('150102003', '中山东路街道', [111.672, 40.821], 2, 8),
      row('150102004', '东街街道', [111.688, 40.823], 2, 8),
      row('150102005', '西街街道', [111.679, 40.83], 2, 8),
      row('150102006', '东风路街道', [111.703, 40.83], 4, 10),
      row('150102007', '迎新路街道', [111.684, 40.854], 6, 10),
      row('150102008', '成吉思汗大街街道', [111.712, 40.872], 30, 12),
      row('150102101', '保合少镇', [111.87, 40.97], 560, 4),
      row('150102401', '呼伦路街道', [111.697, 40.816], 2, 8),
      row('150102402', '丁香路街道', [111.742, 40.852], 12, 10),
      row('150102403', '东河街道', [111.724, 40.843], 8, 10),
    ],
  },
  {
    code: '150103',
    name: '回民区',
    streets: [
      row('150103001', '新华西路街道', [111.651, 40.82], 2, 8),
      row('150103002', '中山西路街道', [111.652, 40.812], 2, 8),
      row('150103003', '光明路街道', [111.636, 40.813], 3, 8),
      row('150103004', '海拉尔西路街道', [111.636, 40.833], 5, 8),
      row('150103005', '环河街街道', [111.642, 40.823], 2, 8),
      row('150103006', '通道街街道', [111.657, 40.828], 2, 8),
      row('150103007', '钢铁路街道', [111.62, 40.823], 6, 8),
      row('150103100', '攸攸板镇', [111.57, 40.87], 160, 4),
      row('150103400', '阿拉善北路街道', [111.64, 40.848], 8, 8),
    ],
  },
  {
    code: '150104',
    name: '玉泉区',
    streets: [
      row('150104001', '小召前街街道', [111.66, 40.8], 2, 8),
      row('150104002', '兴隆巷街道', [111.648, 40.797], 2, 8),
      row('150104003', '长和廊街道', [111.641, 40.803], 2, 8),
      row('150104004', '石东路街道', [111.665, 40.789], 3, 8),
      row('150104005', '大南街街道', [111.652, 40.804], 2, 8),
      row('150104006', '鄂尔多斯路街道', [111.657, 40.777], 6, 8),
      row('150104007', '西菜园街道', [111.632, 40.789], 6, 8),
      row('150104008', '昭君路街道', [111.665, 40.757], 14, 8),
      row('150104100', '小黑河镇', [111.62, 40.71], 139, 4),
    ],
  },
  {
    code: '150105',
    name: '赛罕区',
    streets: [
      row('150105001', '人民路街道', [111.682, 40.802], 3, 8),
      row('150105002', '大学西路街道', [111.692, 40.808], 2, 8),
      row('150105003', '乌兰察布东路街道', [111.718, 40.816], 4, 10),
      row('150105004', '大学东路街道', [111.708, 40.807], 3, 10),
      row('150105005', '中专路街道', [111.728, 40.824], 4, 8),
      row('150105006', '昭乌达南路街道', [111.697, 40.782], 8, 10),
      row('150105007', '巴彦街道', [111.8, 40.85], 60, 10),
      row('150105008', '敕勒川路街道', [111.74, 40.793], 14, 10),
      zoneRow('150105900', '如意工业园区', [111.766, 40.814], 12, 8),
      row('150105101', '榆林镇', [112.06, 40.82], 330, 4),
      row('150105103', '黄合少镇', [111.93, 40.73], 420, 4),
      row('150105104', '金河镇', [111.77, 40.71], 153, 4),
    ],
  },
];

function row(code: string, name: string, centre: Point, area: number, grids: number): HohhotStreet {
  return { code, name, centre, area, grids, inZone: false };
}

function zoneRow(code: string, name: string, centre: Point, area: number, grids: number): HohhotStreet {
  return { code, name, centre, area, grids, inZone: true };
}
