import { defineWords } from '../../base/words.ts';

export const basemapWords = defineWords({
  zh: {
    basemap: '底图',
    choose: (name: string) => `底图：${name}，再按换下一个`,
    none: '不显示',
    approval: (number: string) => (number.includes('审图号') ? number : `审图号：${number}`),
    offline: '底图离线',
    unavailable: '底图不可用',
  },
  en: {
    basemap: 'Base map',
    choose: (name) => `Base map: ${name}. Press for the next one`,
    none: 'none',
    approval: (number) => `Approval no. ${number}`,
    offline: 'Base map offline',
    unavailable: 'Base map unavailable',
  },
});
