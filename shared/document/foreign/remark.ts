/**
 * Something in a bulletin of others that does not fit together. `where`: the sentence, or table and row. `shown` and `computed`
 * are the two numbers or words that differ.
 */
export type Remark = {
  kind: 'rate' | 'conflict' | 'sum' | 'comparison' | 'percent-over-100';
  where: string;
  shown: string;
  computed: string;
};

/** The remark in one sentence. */
export function remarkText({ kind, where, shown, computed }: Remark, language: 'zh' | 'en'): string {
  const zh: Record<Remark['kind'], string> = {
    rate: `“${where}”：比率写作 ${shown}，按所列件数计算为 ${computed}`,
    conflict: `“${where}”同一指标出现两个数值：${shown} 与 ${computed}`,
    sum: `“${where}”：合计写作 ${shown}，分项相加为 ${computed}`,
    comparison: `“${where}”：${shown}，而所比时期应称${computed}`,
    'percent-over-100': `“${where}”：比率 ${shown} 大于 100%`,
  };
  const en: Record<Remark['kind'], string> = {
    rate: `“${where}”: the rate reads ${shown}, and the counts beside it give ${computed}`,
    conflict: `“${where}”: one quantity has two values, ${shown} and ${computed}`,
    sum: `“${where}”: the total reads ${shown}, and the parts add up to ${computed}`,
    comparison: `“${where}”: it says ${shown}, and the period compared with is called ${computed}`,
    'percent-over-100': `“${where}”: the rate ${shown} is above 100%`,
  };
  return language === 'zh' ? zh[kind] : en[kind];
}
