import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { recoveryCode } from '../../shared/encryption/recoveryCode.ts';
import { type DatabaseKey, newDatabaseKey } from '../city/store/encryption/key.ts';
import { neededKeyId } from '../city/store/encryption/record.ts';
import { settleTurn, type Turned, type TurnStep, turnFolder } from '../city/store/encryption/turn.ts';
import { lockDataDir } from '../city/store/lock.ts';
import { keepKey, readEncryption } from './databaseKeys.ts';
import { encryptionStatus } from './encryptionStatus.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';
import { parseFlags, wrongFlags } from './parseFlags.ts';
import { makePrivate } from './privateFolder.ts';
import { keyForFolder, recoveryLines } from './recoveryText.ts';
import { runCommand } from './runCommand.ts';

const HELP = `加密数据库和备份。程序须先关闭。

用法：npm run encrypt -- --data DIR [选项]

  （不带选项）     加密：数据库、全部备份。恢复密钥写到标准输出，只此一次，请抄写或打印后另处保管
  --off            解除加密
  --status         哪些已加密、哪些没有、密钥在不在此处
  --recover FILE   在新机器上放回密钥：FILE 是存有恢复密钥的文件，- 为标准输入

密钥放在用户配置目录（~/.config/citywhistle/database，Windows 为 %LOCALAPPDATA%\\CityWhistle\\database），不在数据文件夹中。
中途断电或被终止，下次启动时自动完成或撤销。
退出码：0 已完成，1 有副本未能转换，2 选项或恢复密钥有误，5 数据文件夹不可用或程序正在运行，7 磁盘已满，
        8 密钥不在此处或不是这一把。
`;

const PROGRESS: Partial<Record<TurnStep, string>> = {
  marked: '正在复制数据库 …',
  copied: '正在改写副本 …',
  rewritten: '正在核对副本 …',
  decided: '正在转换备份 …',
};

/** `npm run encrypt`: encrypts a data folder, takes that back, or puts its key on another machine. */
async function encrypt(argv: readonly string[]): Promise<number> {
  const flags = readEncryptFlags(argv);
  if (flags.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  if (flags.data === '') throw wrongFlags('请用 --data 指定数据文件夹', undefined);
  if ([flags.off, flags.status, flags.recover !== undefined].filter(Boolean).length > 1)
    throw wrongFlags('--off、--status、--recover 只能用一个', undefined);
  const dataDir = resolve(flags.data);
  if (!existsSync(dataDir)) throw new LaunchError(EXIT.folder, `没有这个数据文件夹：${dataDir}`, undefined);
  const environment = nodeEnvironment('warn');
  if (flags.status) {
    process.stdout.write(await encryptionStatus(dataDir, environment));
    return EXIT.ok;
  }
  if (flags.recover !== undefined) return recover(dataDir, flags.recover);
  const lock = lockDataDir(dataDir);
  try {
    makePrivate(dataDir, process.platform);
    const known = (await readEncryption(dataDir, environment))?.key ?? null;
    settleTurn(dataDir, known);
    return flags.off ? decryptFolder(dataDir, known) : await encryptFolder(dataDir, known);
  } finally {
    lock.release();
  }
}

/** `known`: the key of a folder that is encrypted already. What is still plain in it, an old copy for one, is encrypted too. */
async function encryptFolder(dataDir: string, known: DatabaseKey | null): Promise<number> {
  const isNew = known === null || neededKeyId(dataDir) === null;
  const key = isNew ? newDatabaseKey() : known;
  if (isNew) {
    await keepKey(dataDir, key, nodeEnvironment('warn'));
    // Before anything is changed: from the first encrypted byte on, the key must be recoverable.
    process.stdout.write(`${recoveryLines(recoveryCode(Buffer.from(key.hex, 'hex')))}\n`);
    say(
      `以上是恢复密钥（编号 ${key.id.slice(0, 8)}），只显示这一次。请抄写或打印，与这台机器分开保管：机器损坏后凭它才能打开数据。`,
    );
  }
  const turned = turnFolder(dataDir, 'encrypted', key, progress);
  say('数据库和备份已加密。');
  say(
    '磁盘上原来的明文只是被删除，固态硬盘可能仍留有旧块；别处的旧备份也仍是明文。附件、上传文件、日志不在加密之列（--status 列出）。',
  );
  return report(turned);
}

function decryptFolder(dataDir: string, known: DatabaseKey | null): number {
  if (known === null) {
    say('这个数据文件夹没有加密。');
    return EXIT.ok;
  }
  const turned = turnFolder(dataDir, 'plain', known, progress);
  say('加密已解除。密钥仍留在此处：别处的备份可能还要用它打开。');
  return report(turned);
}

async function recover(dataDir: string, file: string): Promise<number> {
  const key = keyForFolder(dataDir, file);
  await keepKey(dataDir, key, nodeEnvironment('warn'));
  say(`密钥（编号 ${key.id.slice(0, 8)}）已放回，可以启动程序。`);
  return EXIT.ok;
}

function report({ left }: Turned): number {
  for (const path of left) say(`这份副本未能转换，保持原样，请自行处理：${path}`);
  return left.length === 0 ? EXIT.ok : EXIT.failure;
}

function progress(step: TurnStep): void {
  const text = PROGRESS[step];
  if (text !== undefined) say(text);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function readEncryptFlags(argv: readonly string[]) {
  const { values } = parseFlags(
    argv,
    {
      data: { type: 'string', default: '' },
      off: { type: 'boolean', default: false },
      status: { type: 'boolean', default: false },
      recover: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    false,
  );
  return values;
}

await runCommand(encrypt);
