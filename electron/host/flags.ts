import { parseFlags, wrongFlags } from './parseFlags.ts';
import { type PushEntranceFlags, readPushEntrance } from './pushEntrance/settings.ts';

/** The parsed flags of the command line; null where a flag is absent. */
export type Flags = {
  data: string | null;
  pack: string | null;
  sources: string[];
  /** Files with the hall's own certificate authorities. */
  authorities: string[];
  /** A file or a list of the upstream hosts that are allowed. */
  upstreamHosts: string | null;
  /** Folder outside for the anchor of the journal. */
  anchor: string | null;
  pollSeconds: number | null;
  port: number | null;
  /** Null: nothing is pushed from the network. */
  pushEntrance: PushEntranceFlags | null;
  demo: boolean;
  seed: number;
  open: boolean;
  /** Reading needs a signed-in operator too. */
  requireSignIn: boolean;
  help: boolean;
};

export const HELP = `城哨 CityWhistle — 网页版服务

用法：npm run serve -- [选项]

  --data DIR       数据文件夹（默认为系统的用户数据目录）
  --pack ID|DIR    城市包：内置编号或文件夹
  --source SPEC    数据源，可重复：
                     open311+URL[#dialect=名称]   rest+URL#mapping=文件
                     soda+URL                     file:路径（csv、json、ndjson、geojson）
  --poll SECONDS   轮询周期（秒）
  --ca FILE        本单位自己的根证书（PEM 或 DER），可重复；与系统自带的一并信任
  --upstream-hosts FILE|清单
                   只允许访问这些上游主机：文件（每行一个）或以逗号分隔，可写 *.域名
  --anchor DIR     日志的外部存证：另一处的文件夹（U 盘、网络共享），须已存在
  --require-sign-in
                   登录后方可查看（默认只有办理须登录）
  --port N         端口，0 为任意空闲端口
  --push-listen IP:端口
                   接收推送的网络入口（TLS），须与以下两项同时给出；有推送来源时才打开，只接收推送
  --push-cert FILE 入口的证书（PEM，含中间证书）；文件更换后自动生效
  --push-key FILE  入口的私钥（PEM），仅本用户可读
  --push-passphrase FILE
                   私钥口令的文件；读入后存入密钥库，此后可删去此项和文件
  --demo           模拟城市与演示数据，另用一个数据文件夹
  --seed N         模拟城市的随机种子（默认 1）
  --no-open        不打开浏览器
  --help           显示本说明

标准输出的第一行是 JSON：{"url","token","pid"}。收到 SIGTERM 或 Ctrl-C 时正常关闭。
退出码：0 正常，2 选项或数据源写法有误，3 城市包无法读取，4 端口被占用，5 数据文件夹不可写或正被使用，
        6 数据库来自更新的版本，7 磁盘已满，8 数据库已加密而密钥不在此处，1 其他。
`;

const OPTIONS = {
  data: { type: 'string' },
  pack: { type: 'string' },
  source: { type: 'string', multiple: true },
  poll: { type: 'string' },
  ca: { type: 'string', multiple: true },
  'upstream-hosts': { type: 'string' },
  anchor: { type: 'string' },
  port: { type: 'string' },
  'push-listen': { type: 'string' },
  'push-cert': { type: 'string' },
  'push-key': { type: 'string' },
  'push-passphrase': { type: 'string' },
  demo: { type: 'boolean' },
  seed: { type: 'string' },
  'no-open': { type: 'boolean' },
  'require-sign-in': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the flags of `serve` (and of the console, which shares them).
 * @throws LaunchError with exit code 2 for unknown flags and invalid values.
 */
export function readFlags(argv: readonly string[]): Flags {
  const { values } = parseFlags(argv, OPTIONS, false);
  return {
    data: nonEmpty('--data', values.data),
    pack: nonEmpty('--pack', values.pack),
    sources: values.source ?? [],
    authorities: (values.ca ?? []).map((file) => nonEmpty('--ca', file) ?? ''),
    upstreamHosts: nonEmpty('--upstream-hosts', values['upstream-hosts']),
    anchor: nonEmpty('--anchor', values.anchor),
    pollSeconds: numberBetween('--poll', values.poll, 1, 86_400),
    port: numberBetween('--port', values.port, 0, 65_535),
    pushEntrance: readPushEntrance({
      listen: nonEmpty('--push-listen', values['push-listen']),
      certificate: nonEmpty('--push-cert', values['push-cert']),
      key: nonEmpty('--push-key', values['push-key']),
      passphrase: nonEmpty('--push-passphrase', values['push-passphrase']),
    }),
    demo: values.demo ?? false,
    seed: numberBetween('--seed', values.seed, 0, 2 ** 31 - 1) ?? 1,
    open: !(values['no-open'] ?? false),
    requireSignIn: values['require-sign-in'] ?? false,
    help: values.help ?? false,
  };
}

function nonEmpty(flag: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() === '') throw wrongFlags(`选项 ${flag} 缺少值`, undefined);
  return text;
}

function numberBetween(flag: string, text: string | undefined, min: number, max: number): number | null {
  if (text === undefined) return null;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const whole = flag === '--poll' || Number.isInteger(value);
  if (!(value >= min && value <= max && whole))
    throw wrongFlags(`选项 ${flag} 应为 ${min} 到 ${max} 之间的数：${text}`, undefined);
  return value;
}
