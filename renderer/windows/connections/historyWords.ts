import { defineWords } from '../../base/words.ts';

/** Imports that were done, their undo, and lists that are declared whole. */
export const historyWords = defineWords({
  zh: {
    imports: '导入记录',
    by: (name: string) => `${name} 导入`,
    state_running: '正在导入',
    state_done: '导入完成',
    state_cancelled: '已取消',
    state_failed: '导入失败',
    rows: (received: number, stored: number, unchanged: number, refused: number) =>
      `收到 ${received} 行：入库 ${stored}，未变 ${unchanged}，隔离 ${refused}`,
    cases: (created: number, changed: number) => `新增案件 ${created} 件，改动 ${changed} 件`,
    noted: (rows: number) => `${rows} 行入库但有说明`,
    wholeClosed: (cases: number) => `整表中没有的 ${cases} 件已按结案处理`,
    undo: '撤销本次导入',
    undoTitle: '撤销这次导入？',
    undoAsk: (file: string) =>
      `“${file}”新增的案件将移除，改动的案件还原为导入之前的内容。其后又有变化、又被别的清单列出、或已吹哨的案件不动，逐类计数。撤销后不能恢复，只能重新导入。`,
    reason: '撤销原因（至少 4 个字，记入审计）',
    undoYes: '撤销导入',
    undoNo: '不撤销',
    undone: (time: string, name: string) => `${time} 由 ${name} 撤销`,
    undoing: '正在撤销',
    outcome_removed: '移除',
    outcome_restored: '还原',
    'outcome_changed-since': '其后又有变化，未动',
    'outcome_listed-since': '其后又被列出，未动',
    outcome_whistled: '已吹哨，保留',
    refusedGone: '隔离行不再列出',
    listedAgain: '此前的隔离行重新列出',
    whole: '这是整表：数据源中未结、而表中没有的案件按结案处理',
    wholeHint: '只在清单包含全部未结案件时选用。先数出件数，确认后才导入；件数有变则一件也不结。',
    counting: '正在核对整表…',
    wholeCount: (listed: number, open: number, missing: number) =>
      `表中 ${listed} 件；数据源现有未结 ${open} 件，其中 ${missing} 件不在表中，导入后将按结案处理`,
    wholeNone: (listed: number, open: number) =>
      `表中 ${listed} 件；数据源现有未结 ${open} 件，都在表中，不会结案`,
    samples: '如',
    confirmWhole: (missing: number) => `已核对，确认结案 ${missing} 件`,
    more: (count: number) => `仅列最近 ${count} 次`,
  },
  en: {
    imports: 'Imports',
    by: (name: string) => `by ${name}`,
    state_running: 'Importing',
    state_done: 'Done',
    state_cancelled: 'Cancelled',
    state_failed: 'Failed',
    rows: (received, stored, unchanged, refused) =>
      `${received} rows received: ${stored} stored, ${unchanged} unchanged, ${refused} quarantined`,
    cases: (created, changed) => `${created} new cases, ${changed} changed`,
    noted: (rows) => `${rows} rows stored with notes`,
    wholeClosed: (cases) => `${cases} missing from the whole list were closed`,
    undo: 'Undo this import',
    undoTitle: 'Undo this import?',
    undoAsk: (file) =>
      `Cases that “${file}” brought are removed, and those that it changed get back what they had. What has changed since, was listed again or has a whistle stays, and is counted. It cannot be redone, only imported again.`,
    reason: 'Reason (at least 4 characters, kept in the audit)',
    undoYes: 'Undo the import',
    undoNo: 'Keep it',
    undone: (time, name) => `Undone at ${time} by ${name}`,
    undoing: 'Undoing',
    outcome_removed: 'removed',
    outcome_restored: 'restored',
    'outcome_changed-since': 'changed since, left',
    'outcome_listed-since': 'listed since, left',
    outcome_whistled: 'under a whistle, kept',
    refusedGone: 'quarantined rows no longer listed',
    listedAgain: 'earlier quarantined rows listed again',
    whole: 'This is a whole list: what is open in the source and missing here is closed',
    wholeHint:
      'Only for a list of all open cases. They are counted first, and nothing is closed if the number changes.',
    counting: 'Comparing the whole list…',
    wholeCount: (listed, open, missing) =>
      `${listed} in the list; ${open} open in the source, of which ${missing} are missing and will be closed`,
    wholeNone: (listed, open) =>
      `${listed} in the list; ${open} open in the source, all of them listed: none will be closed`,
    samples: 'such as',
    confirmWhole: (missing) => `Checked: close ${missing}`,
    more: (count) => `the latest ${count} only`,
  },
});
