import { z } from 'zod';
import { entry } from './entry.ts';

const BLOCKED = {
  'port-taken': ['端口已被其他程序占用', 'its port is taken by another program'],
  'not-our-address': ['本机没有这个地址', 'this machine does not have the address'],
  'no-rights': ['系统不允许使用这个端口', 'the system does not allow its port'],
  failed: ['系统拒绝打开', 'the system refused to open it'],
} as const;

const UNUSABLE = {
  unreadable: ['读不到这个文件', 'the file cannot be read'],
  'no-certificate': ['文件里没有 PEM 格式的证书', 'the file holds no certificate in PEM'],
  'no-key': ['文件里没有 PEM 格式的私钥', 'the file holds no private key in PEM'],
  'open-to-others': [
    '其他用户也能读取这个私钥，请改为仅本用户可读（chmod 600）',
    'other users can read this private key: let its owner alone read it (chmod 600)',
  ],
  'passphrase-needed': [
    '私钥设有口令，请用 --push-passphrase 给出口令文件',
    'the private key has a passphrase: give its file with --push-passphrase',
  ],
  'passphrase-wrong': ['私钥的口令不对', 'the passphrase of the private key is wrong'],
  'other-key': ['私钥与证书不是一对', 'the private key does not belong to the certificate'],
  refused: [
    'TLS 不接受这份证书（如密钥过短）',
    'TLS refuses this certificate (its key is too short, for one)',
  ],
} as const;

const NOT_VALID = {
  over: [(at: string) => `已于 ${at} 到期`, (at: string) => `ended on ${at}`],
  'not-yet': [(at: string) => `从 ${at} 起才有效`, (at: string) => `is valid only from ${at}`],
} as const;

const reasonsOf = <R extends string>(table: Record<R, unknown>) => z.enum(Object.keys(table) as [R, ...R[]]);

/**
 * The entrance for pushes from the network (推送的网络入口), and its certificate. `inUse`: the one from before its files were
 * changed still is.
 */
export const pushEntranceErrors = {
  'push-entrance-open': entry(
    { origin: z.string() },
    ({ origin }) => `接收推送的网络入口已打开：${origin}`,
    ({ origin }) => `The entrance for pushes from the network is open: ${origin}`,
  ),
  'push-entrance-idle': entry(
    { origin: z.string() },
    ({ origin }) => `接收推送的网络入口（${origin}）没有打开：还没有推送来源，接入后自动打开`,
    ({ origin }) =>
      `The entrance for pushes from the network (${origin}) is closed: there is no source that is pushed to yet`,
  ),
  'push-entrance-blocked': entry(
    { origin: z.string(), reason: reasonsOf(BLOCKED) },
    ({ origin, reason }) => `接收推送的网络入口（${origin}）打不开：${BLOCKED[reason][0]}。正在重试`,
    ({ origin, reason }) =>
      `The entrance for pushes from the network (${origin}) cannot be opened: ${BLOCKED[reason][1]}. It is tried again`,
  ),
  'push-certificate-unusable': entry(
    { file: z.string(), reason: reasonsOf(UNUSABLE), inUse: z.boolean() },
    ({ file, reason, inUse }) =>
      `推送入口的证书或私钥不能使用（${file}）：${UNUSABLE[reason][0]}${inUse ? '。仍在使用换文件之前的证书' : ''}`,
    ({ file, reason, inUse }) =>
      `Certificate or key of the entrance for pushes cannot be used (${file}): ${UNUSABLE[reason][1]}${inUse ? '. The one before is still in use' : ''}`,
  ),
  'push-certificate-ends': entry(
    { at: z.string(), days: z.int() },
    ({ at, days }) =>
      `推送入口的证书将于 ${at} 到期（还有 ${days} 天），到期后对方推送会失败。请换发证书，替换文件即可生效`,
    ({ at, days }) =>
      `The certificate of the entrance for pushes ends on ${at} (in ${days} days); pushes fail after that. Have it renewed and replace its files`,
  ),
  'push-certificate-not-valid': entry(
    { reason: reasonsOf(NOT_VALID), at: z.string() },
    ({ reason, at }) =>
      `推送入口的证书${NOT_VALID[reason][0](at)}，对方推送会失败。请换发证书，替换文件即可生效`,
    ({ reason, at }) =>
      `The certificate of the entrance for pushes ${NOT_VALID[reason][1](at)}; pushes fail. Have it renewed and replace its files`,
  ),
};
