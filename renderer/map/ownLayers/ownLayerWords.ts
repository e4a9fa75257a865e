import { defineWords } from '../../base/words.ts';

export const ownLayerWords = defineWords({
  zh: {
    layers: '图层',
    choose: '选择本窗口显示的图层',
    close: '收起',
    zoomIn: '放大后显示',
    zoomOut: '缩小后显示',
    reading: (n: number) => `另有 ${n} 个图层正在读取`,
    broken: (n: number) => `${n} 个图层不能显示，请在「数据接入」的「自有图层」中查看原因`,
    thinned: (shown: string, of: string) => `图层要素过密，显示 ${shown} 处，共 ${of} 处`,
    unavailable: '图层暂不可用',
  },
  en: {
    layers: 'Layers',
    choose: 'Layers shown in this window',
    close: 'Close',
    zoomIn: 'Shown nearer',
    zoomOut: 'Shown farther away',
    reading: (n) => `${n} more being read`,
    broken: (n) => `${n} cannot be shown: see Own layers in the connections window`,
    thinned: (shown, of) => `Too dense: ${shown} of ${of} features shown`,
    unavailable: 'Layers unavailable',
  },
});
