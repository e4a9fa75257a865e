import { defineWords } from '../../base/words.ts';

/** Words of what was typed into a form and not sent. */
export const draftWords = defineWords({
  zh: {
    restored: (time: string) => `已恢复 ${time} 填写而未提交的内容。`,
    startAgain: '清空重填',
    leave: '填写的内容尚未提交',
    stay: '继续填写',
    keep: '保留草稿并关闭',
    discard: '放弃内容',
  },
  en: {
    restored: (time) => `What was typed at ${time} and not sent is back.`,
    startAgain: 'Start again',
    leave: 'What you typed has not been sent',
    stay: 'Go on typing',
    keep: 'Keep as draft and close',
    discard: 'Discard',
  },
});
