import { existsSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sealWithExistingKey } from '../city/anchor/sealKey.ts';
import { machineUser } from '../city/composition/machineUser.ts';
import { createUnlock } from '../city/people/unlock.ts';
import { takeFailure, writeUnlockRequest } from '../city/people/unlockRequests.ts';
import type { Encryption } from '../city/store/encryption/key.ts';
import { databasePath } from '../city/store/files.ts';
import { isLocked } from '../city/store/lock.ts';
import { hasOperator, lockedOperators } from '../city/store/lockedOperators.ts';
import { openStore } from '../city/store/open.ts';
import { readEncryption } from './databaseKeys.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';
import { parseFlags } from './parseFlags.ts';
import { runCommand } from './runCommand.ts';
import { sealKeeping } from './sealKeeping.ts';

const HELP = `列出因 PIN 连续输错而锁定的操作员，并解除锁定。PIN 不变；解除记入审计。服务运行与否均可使用。
只有能写入数据文件夹的系统用户能够使用。

用法：npm run unlock -- --data DIR [选项]

  --operator ID    只解除这名操作员的锁定；不写则全部解除
  --list           只列出，不解除

退出码：0 已完成（或没有锁定的操作员），1 服务没有响应或未能解除，2 选项有误或没有这名操作员，5 数据文件夹不可用，
        8 数据库已加密而密钥不在此处。
`;

/** The running service looks for requests every second. */
const ANSWER_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 100;
const HOUR = 3_600_000;

/** `npm run unlock`: lifts locks of the sign-in for the person at the machine. Returns the exit code. */
async function unlock(argv: readonly string[]): Promise<number> {
  const flags = readUnlockFlags(argv);
  if (flags.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  if (flags.data === '') throw new LaunchError(EXIT.usage, '请用 --data 指定数据文件夹', undefined);
  if (!existsSync(databasePath(flags.data)))
    throw new LaunchError(EXIT.folder, `这个文件夹中没有城哨的数据库：${flags.data}`, undefined);
  const operator = flags.operator ?? null;
  const encryption = await readEncryption(flags.data, nodeEnvironment('warn'));
  if (operator !== null && !hasOperator(flags.data, encryption?.key ?? null, operator))
    throw new LaunchError(EXIT.usage, `没有编号为 ${operator} 的操作员`, undefined);
  const found = list(flags.data, encryption, operator);
  if (flags.list || found === 0) return EXIT.ok;
  if (isLocked(flags.data)) await askService(flags.data, operator);
  else await unlockHere(flags.data, encryption, operator);
  return EXIT.ok;
}

/** One line for each lock: operator, name, which browsers, until when in the machine's time zone. Returns how many. */
function list(dataDir: string, encryption: Encryption | null, only: string | null): number {
  const locked = lockedOperators(dataDir, encryption?.key ?? null, Date.now()).filter(
    ({ operator }) => only === null || operator === only,
  );
  for (const { operator, name, known, lockedUntil } of locked) {
    const where = known ? '登录过的浏览器' : '其他浏览器';
    process.stdout.write(`${operator}\t${name}\t${where}\t锁定至 ${timeText(lockedUntil)}\n`);
  }
  if (locked.length === 0) process.stdout.write('没有锁定的操作员\n');
  return locked.length;
}

async function askService(dataDir: string, operator: string | null): Promise<void> {
  const path = writeUnlockRequest(dataDir, { operator, user: machineUser() });
  for (let waited = 0; waited < ANSWER_WITHIN_MS; waited += LOOK_AGAIN_MS) {
    await setTimeout(LOOK_AGAIN_MS);
    if (takeFailure(path))
      throw new LaunchError(EXIT.failure, '服务未能解除锁定，原因见服务的日志（logs 文件夹）', undefined);
    if (!existsSync(path)) {
      process.stdout.write('已由运行中的服务解除锁定\n');
      return;
    }
  }
  rmSync(path, { force: true });
  throw new LaunchError(EXIT.failure, '服务没有响应，锁定未解除。请重新启动服务后再试', undefined);
}

async function unlockHere(
  dataDir: string,
  encryption: Encryption | null,
  operator: string | null,
): Promise<void> {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = { now: Date.now };
  const store = openStore({ dataDir, clock, logger, backupEveryMs: HOUR, keepBackups: 6, encryption });
  try {
    await sealWithExistingKey(store, sealKeeping(nodeEnvironment('warn'), dataDir));
    createUnlock(store.people, clock)({ operator, user: machineUser() });
    process.stdout.write('已解除锁定\n');
  } finally {
    store.close();
  }
}

function timeText(at: number): string {
  return new Intl.DateTimeFormat('zh-CN', { dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

function readUnlockFlags(argv: readonly string[]) {
  const { values } = parseFlags(
    argv,
    {
      data: { type: 'string', default: '' },
      operator: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    false,
  );
  return values;
}

await runCommand(unlock);
