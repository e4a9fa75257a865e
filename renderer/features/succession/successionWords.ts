import { defineWords } from '../../base/words.ts';

export const successionWords = defineWords({
  zh: {
    open: '划转',
    title: '划转：撤并单位的未结事项',
    about:
      '下列单位已不在现行城市包中。划转后由承接单位继续办理，计时不中断；已计的超期、未到和黄牌仍归原单位。每个哨各记一条，有关单位收到通知。',
    none: '没有待划转的事项。',
    whistles: (count: number) => `在办 ${count} 个哨`,
    people: (count: number) => `在用操作员 ${count} 名`,
    part_street: '吹哨街道',
    part_summoned: '被召集',
    part_named: '拟召集',
    successor: '承接单位',
    choose: '请选择',
    reason: '划转理由',
    movePeople: (names: string) => `其操作员一并转入承接单位：${names}`,
    send: '划转',
    sending: '正在划转…',
    missing: '请选择承接单位并填写理由',
    done: (name: string, whistles: number, people: number) =>
      `${name}：已划转 ${whistles} 个哨${people === 0 ? '' : `，转入 ${people} 名操作员`}`,
    refused: (id: string, why: string) => `${id} 未划转：${why}`,
    failed: '读不到，请重试',
    retry: '重试',
  },
  en: {
    open: 'Hand over',
    title: 'What dissolved organisations leave',
    about:
      'The city pack has these organisations no more. Their successor goes on with what is open; clocks run on, and what was counted stays with the old organisation. Each whistle gets its own entry, and everybody concerned is told.',
    none: 'There is nothing to hand over.',
    whistles: (count: number) => (count === 1 ? '1 open whistle' : `${count} open whistles`),
    people: (count: number) => `${count} active operators`,
    part_street: 'blew it',
    part_summoned: 'summoned',
    part_named: 'to be summoned',
    successor: 'Successor',
    choose: 'Choose',
    reason: 'Reason',
    movePeople: (names: string) => `Its operators move to the successor too: ${names}`,
    send: 'Hand over',
    sending: 'Handing over…',
    missing: 'Choose a successor and give a reason',
    done: (name: string, whistles: number, people: number) =>
      `${name}: ${whistles} whistles handed over${people === 0 ? '' : `, ${people} operators moved`}`,
    refused: (id: string, why: string) => `${id} was not handed over: ${why}`,
    failed: 'Could not be read: try again',
    retry: 'Retry',
  },
});
