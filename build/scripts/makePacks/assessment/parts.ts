import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RuleSet } from '../../../../shared/assessment/ruleSet.ts';
import type { AssessmentGroup, AssessmentRules, MeetingRules } from '../../../../shared/pack/assessment.ts';
import { DEFAULT_AGENDA } from '../../../../shared/pack/defaultAgenda.ts';

/** A rule set of the library `build/assessment`, to be copied into a pack. */
export function ruleSet(id: string): RuleSet {
  const file = fileURLToPath(new URL(`../../../assessment/${id}.json`, import.meta.url));
  return RuleSet.parse(JSON.parse(readFileSync(file, 'utf8')));
}

type Said = Pick<AssessmentGroup, 'origin' | 'source'>;

export const published = (source: string): Said => ({ origin: 'published', source });
export const borrowed = (source: string): Said => ({ origin: 'borrowed', source });
export const invented = (source: string): Said => ({ origin: 'invented', source });
/** An example value, since none is published; the hall must set its own. */
export const EXAMPLE = invented('示例，未见公开规定，须由本地核定');

/** In force without beginning or end: packs name no dates that nobody has published. */
export const ALWAYS = { effectiveFrom: null, effectiveTo: null } as const;

export const MONTHLY: Pick<
  AssessmentRules['rules'][number],
  'period' | 'ties' | 'variants' | 'effectiveFrom' | 'effectiveTo'
> = { period: 'month', ties: 'competition', variants: {}, ...ALWAYS };

/** For cities that have published none of it. */
export const PUBLICATION: AssessmentRules['publication'] = {
  appealWorkingDays: { amount: 3, ...EXAMPLE },
  showBest: null,
  showWorst: null,
  audience: { to: 'units', ...EXAMPLE },
};

/** Which of the channels of the demo cities are the public's. */
export const PUBLIC_CHANNELS: AssessmentRules['publicChannels'] = {
  names: ['12345热线', '公众随手拍'],
  ...invented('示例：来源名称随上游系统，须由本地核定'),
};

export const DUE_DAYS: MeetingRules['defaultDueDays'] = {
  amount: 20,
  ...borrowed('参照公开的督查工作规定：会议议定事项未明确时限的，20 日内办结'),
};

export const AGENDA: MeetingRules['agenda'] = {
  items: [...DEFAULT_AGENDA],
  ...invented('示例：按各地调度会的通行议程编列，时长为建议，须由本地核定'),
};

/** A meeting of which nothing is published: day, hour and place are examples. */
export const EXAMPLE_MEETING: MeetingRules = {
  series: { zh: '调度会', en: 'Dispatch meeting' },
  weekday: { day: 3, ...borrowed('参照安徽宿州：每周三晚集中调度') },
  localTime: { at: '15:00', ...EXAMPLE },
  place: { name: { zh: '指挥大厅', en: 'Command hall' }, ...EXAMPLE },
  defaultDueDays: DUE_DAYS,
  agenda: AGENDA,
};
