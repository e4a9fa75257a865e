import { defineWords } from '../../base/words.ts';

export const exportWords = defineWords({
  zh: {
    title: '导出案件',
    button: '导出',
    command: '导出当前队列（CSV、Excel）',
    rows: (count: string) => `将导出当前筛选下的 ${count} 件，按队列现在的排序。`,
    waiting: '正在读取件数…',
    none: '当前筛选下没有案件，无可导出。',
    tooMany: (count: string, most: string) =>
      `当前筛选下有 ${count} 件，超过一张表能容纳的 ${most} 件。请缩小筛选范围，分次导出。`,
    about:
      '两种文件 WPS、Excel 都能直接打开，内容相同，可原样导回。不含联系方式，文中的姓名、号码和户号已隐去。导出人、时间、理由和编号写在 CSV 的末尾或 Excel 的“导出说明”表，并记入审计。',
    reason: '导出理由（至少 4 个字，记入审计和文件）',
    signIn: '登录后导出',
    saveCsv: '导出 CSV',
    saveXlsx: '导出 Excel',
    saving: '正在导出…',
    done: (count: string, number: string) => `已导出 ${count} 件，编号 ${number}。请按规定保管，用后删除。`,
    file: (name: string) => `文件名：${name}`,
  },
  en: {
    title: 'Export cases',
    button: 'Export',
    command: 'Export the queue as it stands (CSV, Excel)',
    rows: (count) => `Exports the ${count} cases of these filters, in the order of the queue.`,
    waiting: 'Counting…',
    none: 'No case under these filters: nothing to export.',
    tooMany: (count, most) =>
      `${count} cases under these filters, more than the ${most} that one sheet holds. Narrow the filters and export in parts.`,
    about:
      'WPS and Excel open either file; both hold the same and can be imported again. Without contact data; names, numbers and flats in the texts are hidden. Who exported it, when, why and under which number stands at the end of the CSV or on the second sheet of the workbook, and in the audit.',
    reason: 'Reason (4 letters at least, kept in the audit and in the file)',
    signIn: 'Sign in to export',
    saveCsv: 'Export CSV',
    saveXlsx: 'Export Excel',
    saving: 'Exporting…',
    done: (count, number) =>
      `${count} cases exported under number ${number}. Keep the file safe; delete it after use.`,
    file: (name) => `File: ${name}`,
  },
});
