import { byReason } from './entry.ts';

/** Acts on messages to upstreams (回传). */
export const outboxErrors = {
  'outbox-act': byReason({
    sending: ['这条回传正在发送，请稍候再试', 'This message is being sent: try again in a moment'],
    settled: ['这条回传已经办结，请刷新查看', 'This message is settled already: reload to see how'],
    'text-unknown': [
      '不能确定上游是否已收到原文，不能改后重发。请先核实：已收到请登记“已送达”，未收到请原文重发',
      'The upstream may have the text already, so it cannot be changed: find out first, then mark it as delivered or send it again as it is',
    ],
    'not-yours': [
      '只有办理该事项的单位和区中心可以处理这条回传',
      'Only the organisation whose act it is and the centre may handle this message',
    ],
  }),
};
