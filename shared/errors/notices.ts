import { z } from 'zod';
import { entry } from './entry.ts';

const calendar = { calendar: z.string(), year: z.int() };
const missingYearZh = ({ calendar, year }: { calendar: string; year: number }): string =>
  `工作日历“${calendar}”缺少 ${year} 年，无法计算该年的工作时限。请在“工作日历”中导入 ${year} 年放假调休安排。`;
const missingYearEn = ({ calendar, year }: { calendar: string; year: number }): string =>
  `The working calendar “${calendar}” lacks the year ${year}, whose limits cannot be computed. Import that year's holidays under Working calendar.`;

const Words = z.object({ zh: z.string(), en: z.string() });

const LACKING = {
  kind: { zh: '哨种', en: 'kind' },
  street: { zh: '街道', en: 'street' },
  org: { zh: '单位', en: 'organisation' },
  role: { zh: '角色', en: 'role' },
  grid: { zh: '网格', en: 'grid' },
  category: { zh: '小类', en: 'category' },
  item: { zh: '事项', en: 'matter' },
  people: { zh: '人员所属单位', en: 'organisation of operators' },
};

/** What is counted: whistles, but people of an organisation and cases of a grid. */
const COUNTED = (what: keyof typeof LACKING, count: number): { zh: string; en: string } => {
  if (what === 'people') return { zh: `${count} 名操作员`, en: `${count} operators` };
  if (what === 'grid') return { zh: `${count} 个在办案件`, en: `${count} open cases` };
  return { zh: `${count} 个哨`, en: `${count}` };
};

type Lacking = { what: keyof typeof LACKING; code: string; name?: string | undefined; count: number };
const lackingZh = ({ what, code, name, count }: Lacking): string =>
  `${LACKING[what].zh} ${name ?? code}（${COUNTED(what, count).zh}）`;
const lackingEn = ({ what, code, name, count }: Lacking): string =>
  `${LACKING[what].en} ${name ?? code} (${COUNTED(what, count).en})`;

/** What the status tells of as long as it lasts. */
export const noticeErrors = {
  'calendar-missing': entry(calendar, missingYearZh, missingYearEn),
  'calendar-ending': entry(calendar, missingYearZh, missingYearEn),
  'calendar-provisional': entry(
    calendar,
    ({ year }) =>
      `${year} 年放假调休安排尚未导入，暂按周末和法定节假日计算，有关时限为暂定；在“工作日历”中导入后自动重新计算。`,
    ({ year }) =>
      `The holidays of ${year} are not imported: weekends and statutory days count for now, and such limits are provisional. They are counted again once the year is imported under Working calendar.`,
  ),
  'clock-jumped': entry(
    { machine: z.string(), trusted: z.string() },
    (p) =>
      `本机时钟发生跳变，现为 ${p.machine}；计时和记录暂按实际经过的时间 ${p.trusted} 继续。请核对本机时间：改正后自动恢复；若本机时间无误，由值班长或系统管理员确认。`,
    (p) =>
      `This machine's clock has jumped to ${p.machine}; limits and records go on by the time that has passed, ${p.trusted}. Check the clock: once it is right, this ends by itself. If it is right, a shift leader or the administrator confirms it.`,
  ),
  'clock-behind': entry(
    { machine: z.string(), trusted: z.string() },
    (p) =>
      `本机时间 ${p.machine} 早于最近一次办理的时间；计时和记录暂自 ${p.trusted} 起继续。请校正本机时间：改正后自动恢复；若本机时间无误，由值班长或系统管理员确认。`,
    (p) =>
      `This machine's clock shows ${p.machine}, before the newest act on record; limits and records go on from ${p.trusted}. Set the clock right, and this ends by itself. If it is right, a shift leader or the administrator confirms it.`,
  ),
  'pack-lacks': entry(
    {
      items: z.array(
        z.object({
          what: z.enum(['kind', 'street', 'org', 'role', 'grid', 'category', 'item', 'people']),
          code: z.string(),
          /** As an earlier pack called it. */
          name: z.string().optional(),
          count: z.int(),
        }),
      ),
      more: z.int(),
    },
    ({ items, more }) =>
      `现用城市包缺少仍在使用的${items.map(lackingZh).join('、')}${more > 0 ? `，另有 ${more} 项` : ''}。在办的哨沿用原规则继续办理；单位撤并的，由值班长或系统管理员划转，其余请办结或更正城市包。`,
    ({ items, more }) =>
      `In use, and no longer in the pack: ${items.map(lackingEn).join(', ')}${more > 0 ? `, and ${more} more` : ''}. Open whistles go on under the rules they started under: a shift leader or the administrator hands over what dissolved organisations leave; finish the rest, or correct the pack.`,
  ),
  'role-vacant': entry(
    { roles: z.array(Words) },
    ({ roles }) =>
      `无人担任：${roles.map((role) => role.zh).join('、')}。须由其办理或知晓的事项将无人办理，请管理员指定。`,
    ({ roles }) =>
      `Held by nobody: ${roles.map((role) => role.en).join(', ')}. What needs them waits in vain: let an administrator appoint somebody.`,
  ),
  'post-vacant': entry(
    { posts: z.array(z.object({ name: z.string(), roles: z.array(Words), count: z.int() })), more: z.int() },
    ({ posts, more }) =>
      `在办哨正等待无人担任的岗位：${posts.map(({ name, roles, count }) => `${name}${roles.length === 0 ? '' : ` ${roles.map((role) => role.zh).join('或')}`}（${count} 个哨）`).join('、')}${more > 0 ? `等 ${posts.length + more} 处` : ''}。请管理员指定人员，或由街道、区中心代为登记。`,
    ({ posts, more }) =>
      `Open whistles wait for posts that nobody holds: ${posts.map(({ name, roles, count }) => `${name}${roles.length === 0 ? '' : `, ${roles.map((role) => role.en).join(' or ')}`} (${count})`).join('; ')}${more > 0 ? `, and ${more} more` : ''}. Let an administrator appoint somebody, or the street or the centre record for them.`,
  ),
  'clock-skew': entry(
    { source: z.string(), minutes: z.int() },
    (p) => `数据源「${p.source}」的时钟与本机相差 ${p.minutes} 分钟，请核对双方校时`,
    (p) =>
      `The clock of source “${p.source}” differs from this machine's by ${p.minutes} min: check both clocks`,
  ),
  'data-folder-gone': entry(
    { path: z.string() },
    ({ path }) => `数据文件夹无法访问：${path}。请检查磁盘`,
    ({ path }) => `The data folder cannot be reached: ${path}. Check the disk`,
  ),
  'disk-nearly-full': entry(
    { left: z.string() },
    ({ left }) => `数据文件夹所在磁盘仅剩 ${left}，请尽快清理，以免无法存入新案件`,
    ({ left }) => `The disk of the data folder has ${left} left: free some, or new cases cannot be stored`,
  ),
  'timer-stuck': entry(
    { count: z.int() },
    ({ count }) =>
      `${count} 个吹哨计时到期后未能执行，已搁置。请查看日志，并用 npm run verify 找出是哪几个哨`,
    ({ count }) =>
      `Timers of whistles that fell due and could not be carried out: ${count}. Look at the log, and find the whistles with npm run verify`,
  ),
  'source-unreadable': entry(
    { id: z.string() },
    ({ id }) => `数据源 ${id} 的配置无法读取，已暂停使用（其案件仍保留）。请在“数据接入”中删除后重新添加。`,
    ({ id }) =>
      `The settings of source ${id} cannot be read; it is not asked, and its cases stay. Delete it under Connections and add it again.`,
  ),
};

const Figures = z.object({ cases: z.int(), revision: z.int() }).nullable();
type Figures = z.output<typeof Figures>;
const damage = { detail: z.string(), aside: z.string(), lost: Figures };
const skipped = { skipped: z.array(z.string()) };
const recovered = {
  /** Null where an earlier recovery had been interrupted and was finished now. */
  damage: z.object({ ...damage, backup: z.string(), ...skipped }).nullable(),
  restored: Figures,
};

/** A damaged database was replaced at the start. */
export const recoveryErrors = {
  'store-rebuilt': entry(
    recovered,
    ({ damage, restored }) =>
      (damage === null
        ? '上次从备份恢复数据库时被中断，现已完成。'
        : `${damagedZh(damage)}已从备份 ${damage.backup} 恢复。`) +
      figuresZh('备份中', restored) +
      (damage === null ? '' : skippedZh(damage.skipped)) +
      '备份之后的变动不在库中：联网的数据源会从备份时的位置自动补齐；备份之后导入的文件请重新导入，新增或修改的数据源、对隔离数据的处理请重新进行。',
    ({ damage, restored }) =>
      (damage === null
        ? 'Restoring the database from a backup had been interrupted and is finished now. '
        : `${damagedEn(damage)}The backup ${damage.backup} was restored. `) +
      figuresEn('It holds', restored) +
      (damage === null ? '' : skippedEn(damage.skipped)) +
      'What changed after the backup is not in it: upstreams are read again from where it stood; import later files again, and repeat changes of sources and of quarantined rows.',
  ),
  'store-emptied': entry(
    { ...damage, ...skipped },
    (p) =>
      `${damagedZh(p)}没有可用的备份，已从空数据库开始。${skippedZh(p.skipped)}请重新添加数据源并重新导入文件；损坏的文件请保留，以便抢救。`,
    (p) =>
      `${damagedEn(p)}No backup could be used: the database begins empty. ${skippedEn(p.skipped)}Add the sources and import the files again; keep the damaged file, from which something may be saved.`,
  ),
};

type Damage = { detail: string; aside: string; lost: Figures };

function damagedZh({ detail, aside, lost }: Damage): string {
  return `数据库文件已损坏（${detail}），已原样移到 ${aside}。${figuresZh('损坏前', lost)}`;
}

function damagedEn({ detail, aside, lost }: Damage): string {
  return `The database was damaged (${detail}) and was moved as it is to ${aside}. ${figuresEn('It held', lost)}`;
}

function figuresZh(when: string, figures: Figures): string {
  return figures === null ? '' : `${when}共 ${figures.cases} 个案件，版本号 ${figures.revision}。`;
}

function figuresEn(what: string, figures: Figures): string {
  return figures === null ? '' : `${what} ${figures.cases} cases at revision ${figures.revision}. `;
}

function skippedZh(skipped: readonly string[]): string {
  return skipped.length === 0 ? '' : `以下备份不完好，已跳过：${skipped.join('、')}。`;
}

function skippedEn(skipped: readonly string[]): string {
  return skipped.length === 0 ? '' : `Damaged backups were passed over: ${skipped.join(', ')}. `;
}
