import { defineWords } from '../../base/words.ts';

/** Words of photos, videos, recordings and documents. */
export const evidenceWords = defineWords({
  zh: {
    download: (name: string) => `下载 ${name}`,
    enlarge: (name: string) => `放大 ${name}`,
    original: '下载原件',
    noPreview: '无法预览，可下载原件',
    notPlayed: '此处不能播放，可下载原件',
  },
  en: {
    download: (name) => `Download ${name}`,
    enlarge: (name) => `Enlarge ${name}`,
    original: 'Download the file itself',
    noPreview: 'No preview; the file itself can be downloaded',
    notPlayed: 'Cannot be played here; the file itself can be downloaded',
  },
});
