import { defineWords } from '../../base/words.ts';

export const watermarkWords = defineWords({
  zh: { nobody: '未登录' },
  en: { nobody: 'Nobody signed in' },
});
