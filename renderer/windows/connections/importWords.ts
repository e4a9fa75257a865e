import { defineWords } from '../../base/words.ts';

/** Importing a file. */
export const importWords = defineWords({
  zh: {
    choose: '选择文件',
    drop: '或把文件拖到这里',
    fileKinds:
      'CSV、JSON、NDJSON、GeoJSON；编码自动识别（UTF-8、GB18030）。文件只在本机读取，不会上传到外部。',
    reading: '正在读取文件…',
    fileFacts: (format: string, encoding: string, size: string) => `${format} · ${encoding} · ${size}`,
    otherFile: '换一个文件',
    confirmMapping: '确认字段对应',
    startImport: '开始导入',
    importInto: '导入到',
    importNew: '新的数据源',
    importIntoHint: '同一台账再次导入请选原来的数据源：编号相同的案件更新，不会重复。',
    importing: '正在导入',
    import_running: '正在导入',
    import_done: '导入完成',
    import_cancelled: '已取消；已入库的行保留，并已计入对账',
    import_failed: '导入失败',
    cancelImport: '取消导入',
    importAgain: '再导入一个文件',
    toQuarantine: '查看隔离的行',
    progress: (percent: number, done: string, all: string) => `${percent}%（${done} / ${all}）`,
  },
  en: {
    choose: 'Choose a file',
    drop: 'or drop it here',
    fileKinds:
      'CSV, JSON, NDJSON, GeoJSON; encoding is detected (UTF-8, GB18030). Read on this machine, sent nowhere.',
    reading: 'Reading the file…',
    fileFacts: (format: string, encoding: string, size: string) => `${format} · ${encoding} · ${size}`,
    otherFile: 'Another file',
    confirmMapping: 'Confirm the mapping',
    startImport: 'Import',
    importInto: 'Import into',
    importNew: 'a new source',
    importIntoHint:
      'For another issue of the same list choose its source: cases of the same number are updated, not doubled.',
    importing: 'Importing',
    import_running: 'Importing',
    import_done: 'Imported',
    import_cancelled: 'Cancelled; rows stored so far stay and are accounted for',
    import_failed: 'The import failed',
    cancelImport: 'Cancel the import',
    importAgain: 'Import another file',
    toQuarantine: 'See quarantined rows',
    progress: (percent: number, done: string, all: string) => `${percent}% (${done} of ${all})`,
  },
});
