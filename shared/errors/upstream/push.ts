import { z } from 'zod';
import { entry } from '../entry.ts';

const WHY = {
  refused: ['签名不对，请核对双方的密钥', 'its signature is wrong: compare the keys of both sides'],
  late: [
    '签名时间与本机相差超过 5 分钟，请核对双方时钟',
    'it was signed more than 5 minutes away from our time: compare the clocks',
  ],
  replayed: ['同一请求来过一次（随机串已用过）', 'it came before (its nonce was used)'],
  'bad-json': ['正文不是有效的 JSON', 'its body is not valid JSON'],
  'no-rows': [
    '正文里找不到案件列表，请核对列表路径',
    'its body has no list of cases: check the path of the rows',
  ],
  'too-many': ['一次超过 1000 行', 'it has more than 1000 rows'],
} as const;

/** Why a request of a system that calls by itself (推送) was not taken. */
export const pushErrors = {
  'push-not-taken': entry(
    { why: z.enum(Object.keys(WHY) as [keyof typeof WHY]), count: z.number() },
    (p) => `一次推送没有接收：${WHY[p.why][0]}。累计拒绝 ${p.count} 次。`,
    (p) => `A pushed request was not taken: ${WHY[p.why][1]}. ${p.count} were refused so far.`,
  ),
};
