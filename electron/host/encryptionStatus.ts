import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readHead } from '../city/store/encryption/fileHead.ts';
import { neededKeyId } from '../city/store/encryption/record.ts';
import { asides } from '../city/store/encryption/turnAside.ts';
import { StoreError } from '../city/store/errors.ts';
import { databasePath } from '../city/store/files.ts';
import { type KeyEnvironment, readEncryption } from './databaseKeys.ts';

/** What no encryption of the database reaches, and what each holds. */
const IN_CLEAR: readonly [name: string, holds: string][] = [
  ['attachments', '办理附件（照片、视频、录音、文件）'],
  ['previews', '照片的预览图'],
  ['uploads', '导入的文件原件，可能含联系方式'],
  ['logs', '运行日志，联系方式已遮蔽'],
  ['columns.cache', '各案件的位置和时间（加密后不再写）'],
  ['secrets.json', '数据源的密钥'],
];

/** What of a data folder is encrypted and what is not, line by line; reads heads of files only. */
export async function encryptionStatus(dataDir: string, environment: KeyEnvironment): Promise<string> {
  const id = neededKeyId(dataDir);
  const lines = [
    id === null
      ? '加密：未启用'
      : `加密：已启用（AEGIS-256，密钥编号 ${id.slice(0, 8)}，${await keyState(dataDir, environment)}）`,
    `数据库：${stateOf(databasePath(dataDir))}`,
    ...asides(dataDir).map((path) => `副本 ${basename(path)}：${stateOf(path)}`),
    ...IN_CLEAR.flatMap(([name, holds]) => {
      const size = sizeOf(join(dataDir, name));
      return size === 0 ? [] : [`未加密 ${name}：${holds}，${(size / 1e6).toFixed(1)} MB`];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

async function keyState(dataDir: string, environment: KeyEnvironment): Promise<string> {
  try {
    await readEncryption(dataDir, environment);
    return '密钥在此处';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.code === 'key-missing' ? '密钥不在此处' : '存放密钥之处读不出来';
  }
}

function stateOf(path: string): string {
  const head = readHead(path);
  if (head.kind === 'encrypted') return `已加密（密钥编号 ${head.keyId.slice(0, 8)}）`;
  return { absent: '没有', plain: '未加密', other: '无法辨认' }[head.kind];
}

/** Bytes of a file, or of all files in a folder and the folders below. */
function sizeOf(path: string): number {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
