import type { CatalogueItem, PackManifest } from '../../../shared/pack/schema.ts';
import { catalogueItems } from './catalogue.ts';

/** Published numbers of Suzhou (Anhui): 部件 5 大类 121 小类, 事件 6 大类 115 小类. */
const SOURCE =
  '数量为公开数字：部件五大类121小类、事件六大类115小类；小类名单未见公开，名称为行业通称，不是该市目录。' +
  '时限借用运城、济源、大英三地公开的立案标准，无出处的为示例。';

const DEFAULT = '示例：未见该市公开的时限，按同类众数设定，未经本市核定';

/** 小类 beyond those of the demonstration catalogue, by 大类. */
const MORE: Readonly<Record<string, string>> = {
  P01: '电视井盖 网络井盖 公安井盖 输油井盖 中水井盖 电车井盖 交通信号井盖 消防井盖 公共检修井盖 阀门井盖 消防栓箱 路灯配电箱 景观灯 地灯 报刊亭 公用电话亭 邮筒 信息亭 自动售货机 治安岗亭 售货亭 高压线铁塔 变压器箱 燃气调压箱 监控立杆 民用水井 供水阀门 热力调节站 充电桩 燃气标志桩',
  P02: '跨河桥 立交桥 车行道 路缘石 隔离墩 减速带 防撞桶 道路隔音屏 交通岗亭 交通信号设施箱 出租车站牌 公共自行车点 存车支架 路边石坡道 无障碍坡道 停车泊位标线 限高架 凸面反光镜 道路信息显示屏 公交站牌',
  P03: '化粪池 公厕指示牌 垃圾间 果皮箱 灯箱霓虹灯 宣传栏 环保监测站 气象监测站 污水口监测站 装修垃圾收集点',
  P04: '绿地 街头座椅 雕塑 喷泉 花坛 绿地维护设施 喷灌设施 园林小品 树池箅子 亭廊',
  P05: '重大危险源 水域附属设施 水域护堤 港监设施 防汛墙 防空地下设施 人防工程口 避难场所标志 公房地下室 施工便道 测量标志 地名标志碑',
  E01: '绿地破坏 树木缺株 死树枯枝 河面漂浮物 水体污染 露天焚烧 化粪池满溢 建筑垃圾乱倒 动物尸体 污水横流 擅自饲养家禽 店面装修垃圾 工业垃圾 擅自占用绿地 擅自砍伐树木 毁绿种菜 公厕不洁 垃圾站不洁 果皮箱不洁 沿街立面破损',
  E02: '违规户外广告 违规牌匾标识 违规标语条幅 广告招牌破损 气球彩虹门 电子屏违规播放 楼体广告残留 违规占道促销',
  E03: '工地物料乱堆 施工占道 施工围挡不规范 渣土车带泥 渣土车未密闭 违规夜间倾倒 施工污水外排 施工无公示 路面恢复不及时 施工废水沉淀池缺失 塔吊越界 拆迁工地扬尘',
  E04: '流浪乞讨 占道废品收购 占道修理 占道洗车 占道加工 乱泼脏水 违规摆设地锁 违规占用车位 乱设停车场 黑车揽客 擅自摆摊促销 僵尸车 违规养犬 行道树乱拉绳',
  E05: '电力设施故障 通信线路中断 河堤决口 化学品泄漏 路灯成片熄灭 下水道堵塞 交通护栏倒塌 墙体坍塌',
  E06: '群体性聚集 噪声扰邻 占用公共楼梯 小区绿化缺失 小区路灯不亮 违规群租',
};

/** The catalogue of Suzhou (Anhui) in its published size, with names of the trade. */
export function suzhouCatalogue(): PackManifest['catalogue'] {
  const known = catalogueItems();
  const classes = known.filter((item) => item.parent === null);
  const items = classes.flatMap((own) => {
    const subs = known.filter((item) => item.parent === own.code);
    const names = (MORE[own.code] ?? '').split(' ');
    return [own, ...subs, ...names.map((name, i) => extra(own, name, subs.length + i + 1))];
  });
  return { version: 'suzhou-anhui-demo-2026.1', source: SOURCE, items };
}

function extra({ code, kind }: CatalogueItem, name: string, serial: number): CatalogueItem {
  const limit =
    code === 'E05'
      ? ({ condition: '现场围护、抢险', amount: 2, unit: 'urgent_hour' } as const)
      : kind === 'component'
        ? ({ condition: '缺失、损坏', amount: 3, unit: 'work_day' } as const)
        : ({ condition: '发现', amount: 1, unit: 'work_day' } as const);
  return {
    code: `${code}${String(serial).padStart(2, '0')}`,
    name,
    parent: code,
    kind,
    limits: [{ ...limit, source: DEFAULT }],
  };
}
