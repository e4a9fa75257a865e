import { existsSync } from 'node:fs';
import { checkProofs, type PrintedHead } from '../city/anchor/checkProofs.ts';
import type { DatabaseKey } from '../city/store/encryption/key.ts';
import { checkIntegrity } from '../city/store/integrity.ts';
import { readEncryption } from './databaseKeys.ts';
import { asLaunchError, EXIT } from './exitCodes.ts';
import type { HostEnvironment } from './launch.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';
import { parseFlags } from './parseFlags.ts';
import { keyForFolder } from './recoveryText.ts';
import { sealKeeping } from './sealKeeping.ts';

const HELP = `核对数据文件夹：数据库结构、对账、案件指纹与检索索引、日志链及其封签与存证。不改动任何数据，服务运行时也可核对。

用法：npm run verify -- --data DIR [--anchor DIR] [--head 序号:校验码]… [--recover FILE]

  --data DIR       数据文件夹
  --anchor DIR     外部存证所在的文件夹（U 盘、网络共享），与日志逐条比对
  --head 序号:校验码
                   交接班记录上打印的日志校验码，可重复；核对库中该条是否仍是这一校验码
  --recover FILE   已加密而密钥不在此处时：FILE 是存有恢复密钥的文件，- 为标准输入；只用于这一次核对，不存下

标准输出是一行 JSON：{"ok","findings","figures"}。退出码：0 完好，1 有问题，2 选项或恢复密钥有误，8 数据库已加密而密钥不在此处或不是这一把。
`;

type Options = { data: string; anchor: string | null; heads: PrintedHead[]; recover: string | null };

/** `npm run verify`: checks a data folder without changing it. Returns the exit code, 1 if something is broken. */
async function verify(argv: string[]): Promise<number> {
  let options: Options | null;
  try {
    options = readOptions(argv);
  } catch (error) {
    process.stderr.write(`城哨：${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.usage;
  }
  if (options === null) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  const { data, anchor, heads, recover } = options;
  const environment = nodeEnvironment('warn');
  const key = recover === null ? await keptKey(data, environment) : keyForFolder(data, recover);
  const checked = checkIntegrity(data, key);
  // Where the database itself cannot be read there is nothing to compare.
  const readable = Object.keys(checked.figures).length > 0;
  const proofs = readable
    ? await checkProofs(data, key, {
        ...{ keeping: sealKeeping(environment, data), anchor, heads },
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      })
    : { findings: [], notes: [], figures: {} };
  const findings = [...checked.findings, ...proofs.findings];
  const report = { ok: findings.length === 0, findings, figures: { ...checked.figures, ...proofs.figures } };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  for (const finding of findings) process.stderr.write(`· ${finding.message}\n`);
  for (const note of proofs.notes) process.stderr.write(`${note}\n`);
  process.stderr.write(report.ok ? '数据完好\n' : `发现 ${findings.length} 个问题\n`);
  return report.ok ? EXIT.ok : EXIT.failure;
}

/** The key that this machine keeps for the folder; null where it is not encrypted, or not there. */
async function keptKey(data: string, environment: HostEnvironment): Promise<DatabaseKey | null> {
  return existsSync(data) ? ((await readEncryption(data, environment))?.key ?? null) : null;
}

/** Null if only the help is wanted. @throws Error with a message for the operator */
function readOptions(argv: string[]): Options | null {
  const { values } = parseFlags(
    argv,
    {
      data: { type: 'string' },
      anchor: { type: 'string' },
      head: { type: 'string', multiple: true },
      recover: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    false,
  );
  if (values.help) return null;
  if (values.data === undefined || values.data === '') throw new Error('请用 --data 指定数据文件夹');
  if (values.anchor === '') throw new Error('请用 --anchor 指定外部存证所在的文件夹');
  const { data, anchor = null, recover = null } = values;
  return { data, anchor, heads: (values.head ?? []).map(printedHead), recover };
}

/** Reads `1024:9f3a2b4c5d6e7f80` as it was printed; blanks, capitals and a full-width colon are taken as well. */
function printedHead(text: string): PrintedHead {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
  const [, pos = '', value = ''] = /^(\d{1,15}):([0-9a-f]{8,64})$/.exec(plain) ?? [];
  if (pos === '') throw new Error(`看不懂 --head ${text}，写法如 --head 1024:9f3a2b4c5d6e7f80`);
  return { pos: Number(pos), value };
}

verify(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const failure = asLaunchError(error);
    process.stderr.write(`城哨：${failure.message}\n`);
    process.exitCode = failure.exitCode;
  },
);
