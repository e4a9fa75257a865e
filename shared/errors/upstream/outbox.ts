import { z } from 'zod';
import { SentError } from '../../contract/common.ts';
import { entry, plain } from '../entry.ts';

const said = (text: string | null): { zh: string; en: string } =>
  text === null ? { zh: '', en: '' } : { zh: `：${text}`, en: `: ${text}` };

/** Why a message to an upstream (回传) is not acknowledged. */
export const outboxErrors = {
  'write-refused': entry(
    { status: z.number(), said: z.string().nullable() },
    (p) => `上游不予接收（HTTP ${p.status}）${said(p.said).zh}`,
    (p) => `The upstream refused it (HTTP ${p.status})${said(p.said).en}`,
  ),
  'write-moved': entry(
    { status: z.number() },
    (p) => `上游要求改往别处（HTTP ${p.status}），未予接收。请核对地址，或是否需要登录`,
    (p) =>
      `The upstream pointed elsewhere (HTTP ${p.status}) and took nothing: check the address, and whether it wants a login`,
  ),
  'write-key': entry(
    { status: z.number() },
    (p) => `上游不认可密钥（HTTP ${p.status}），回传等待中。请更换密钥`,
    (p) => `The upstream does not accept the key (HTTP ${p.status}), and messages wait: enter another key`,
  ),
  'write-cut': entry(
    { cause: SentError.optional() },
    () => '已发出，但没有收到完整的应答，不能确定上游是否收到',
    () => 'It was sent, but no whole answer came: the upstream may have it or not',
  ),
  'write-interrupted': plain(
    '发送时程序中断，不能确定上游是否收到',
    'The program ended while it was sent: the upstream may have it or not',
  ),
  'write-answer': entry(
    { status: z.number() },
    (p) => `上游的应答看不懂（HTTP ${p.status}），不能确定是否收到。请核对成功的判定`,
    (p) =>
      `The answer of the upstream does not tell (HTTP ${p.status}) whether it has it: check how success is told`,
  ),
  'write-read-back': entry(
    { status: z.number() },
    (p) => `回查没有结果（HTTP ${p.status}），不能确定上游是否收到`,
    (p) => `Asking back gave no result (HTTP ${p.status}): the upstream may have it or not`,
  ),
  'write-no-number': plain(
    '上游已受理，编号尚未给出，稍后再问',
    'The upstream took it and has given no number yet; it is asked again',
  ),
  'write-number': entry(
    { cause: SentError },
    () => '上游已受理，编号没有问到，稍后再问',
    () => 'The upstream took it, but asking for its number failed; it is asked again',
  ),
  'write-no-action': entry(
    { action: z.string() },
    (p) => `数据源已没有动作“${p.action}”的配置。请补上后重试，或放弃`,
    (p) => `The source has no action “${p.action}” any more: configure it and retry, or discard the message`,
  ),
  'write-no-order': plain(
    '上游的工单编号未知，无法办理。请在新建工单一条登记编号后重试，或放弃',
    'The number of the order is not known: enter it with the new order and retry, or discard the message',
  ),
};
