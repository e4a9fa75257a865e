import { defineWords } from '../../base/words.ts';

/** Words of photos, videos, recordings and documents. */
export const evidenceWords = defineWords({
  zh: {
    download: (name: string) => `下载 ${name}`,
    enlarge: (name: string) => `放大 ${name}`,
    original: '下载原件',
    noPreview: '无法预览，可下载原件',
    trueKind: (kind: string, name: string) => `内容为 ${kind}，提交时的文件名：${name}`,
    notPlayed: '此处不能播放，可下载原件',
  },
  en: {
    download: (name) => `Download ${name}`,
    enlarge: (name) => `Enlarge ${name}`,
    original: 'Download the file itself',
    noPreview: 'No preview; the file itself can be downloaded',
    trueKind: (kind, name) => `Content: ${kind}; handed in as ${name}`,
    notPlayed: 'Cannot be played here; the file itself can be downloaded',
  },
});
