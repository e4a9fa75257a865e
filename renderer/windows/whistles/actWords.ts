import { defineWords, type Words } from '../../base/words.ts';
import { actFieldWords } from './actFieldWords.ts';
import { actNameWords } from './actNameWords.ts';

/** Names of acts, of the fields of their forms, and what happens to an act that is sent. */
export const actWords = defineWords({
  zh: {
    ...actNameWords.zh,
    ...actFieldWords.zh,
    acts: '办理',
    actsOf: (who: string) => `办理 · ${who}`,
    nothing: '当前角色此时没有可办的事项。',
    cannotNow: (act: string) => `此哨此时不能由您办理「${act}」`,
    notSigned: '登录后可办理。',
    signIn: '登录',
    send: '确定',
    sending: '正在提交…',
    cancel: '取消',
    again: '重新发送',
    cut: '没有收到答复。可以放心重新发送：同一动作只会执行一次。',
    done: (act: string) => `已${act}`,
    refused: '不能办理',
    rule_: '规则',
    remedy: '怎么办',
    since: '期间发生了',
    system: '系统',
    lookedAgain: '已看过，重新办理',
    missing: (what: string) => `请填写「${what}」`,
    optionalField: (name: string) => `${name}（可不填）`,
    duplicates: '附近已有的哨',
    mergeInto: '并入此哨',
    openIt: '打开',
    sameMatter: '与已有的哨为同一事项',
    notDuplicate: '不是同一件事，仍要提交',
    ownLevel: '本级可办：仍须吹哨的理由',
    asRole: '以何身份',
    asAuto: '自动',
    checkIn: '现场签到码',
    checkInUntil: (time: string) => `${time} 前有效`,
  },
  en: {
    ...actNameWords.en,
    ...actFieldWords.en,
    acts: 'Acts',
    actsOf: (who) => `Acts · ${who}`,
    nothing: 'Nothing can be done in this role now.',
    cannotNow: (act) => `“${act}” cannot be done by you on this whistle now`,
    notSigned: 'Sign in to act.',
    signIn: 'Sign in',
    send: 'Confirm',
    sending: 'Sending…',
    cancel: 'Cancel',
    again: 'Send again',
    cut: 'No answer came. Sending again is safe: the same act is done once.',
    done: (act) => `Done: ${act}`,
    refused: 'Refused',
    rule_: 'Rule',
    remedy: 'What helps',
    since: 'Meanwhile',
    system: 'System',
    lookedAgain: 'I have seen it: act again',
    missing: (what) => `Fill in “${what}”`,
    optionalField: (name) => `${name} (optional)`,
    duplicates: 'Whistles near by',
    mergeInto: 'Merge into it',
    openIt: 'Open',
    sameMatter: 'Same matter as an earlier whistle',
    notDuplicate: 'Not the same matter, submit',
    ownLevel: 'Own competence: why a whistle is needed',
    asRole: 'Acting as',
    asAuto: 'automatic',
    checkIn: 'Check-in code',
    checkInUntil: (time) => `valid until ${time}`,
  },
});

type Of<D> = D extends Words<infer Z> ? { [K in keyof Z]: Z[K] extends string ? string : Z[K] } : never;
export type ActWords = Of<typeof actWords>;

/** A word by a name made at run time (`f_reason`, `o_gps`); the name itself where there is none. */
export function wordOf(words: ActWords, name: string): string {
  const found: unknown = Object.entries(words).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : name;
}
