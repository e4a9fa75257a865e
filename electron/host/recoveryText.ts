import { readFileSync } from 'node:fs';
import { readRecoveryCode } from '../../shared/encryption/recoveryCode.ts';
import { type DatabaseKey, databaseKey } from '../city/store/encryption/key.ts';
import { neededKeyId } from '../city/store/encryption/record.ts';
import { EXIT, LaunchError } from './exitCodes.ts';

/** Five groups to a line, so that it can be copied by hand. */
export function recoveryLines(code: string): string {
  return code.replaceAll(/((?:\w{5}-){4}\w{5})-/g, '$1\n');
}

/**
 * Reads a recovery key from a file, or from standard input for `-`; never from the arguments, which other users can see.
 * @throws LaunchError 2 that says which group was mistyped
 */
export function keyFromFile(file: string): DatabaseKey {
  const read = readRecoveryCode(textOf(file));
  if (read.state === 'read') return databaseKey(read.key);
  throw new LaunchError(
    EXIT.usage,
    read.state === 'length'
      ? `恢复密钥应有 65 个字母和数字（13 组，每组 5 个），读到 ${read.found} 个。请核对有无遗漏`
      : `恢复密钥第 ${read.group} 组有误，请对照原件核对这一组，以及各组的次序`,
    undefined,
  );
}

/**
 * The recovery key in `file`, which must be the one that this folder was encrypted with.
 * @throws LaunchError 2 where the folder is not encrypted or the key cannot be read, 8 where it is another folder's
 */
export function keyForFolder(dataDir: string, file: string): DatabaseKey {
  const key = keyFromFile(file);
  const needed = neededKeyId(dataDir);
  if (needed === null)
    throw new LaunchError(EXIT.usage, `这个数据文件夹没有加密，不需要密钥：${dataDir}`, undefined);
  if (needed === key.id) return key;
  throw new LaunchError(
    EXIT.key,
    `这是另一个数据库的恢复密钥（编号 ${key.id.slice(0, 8)}），此处需要编号 ${needed.slice(0, 8)} 的`,
    undefined,
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new LaunchError(EXIT.usage, `恢复密钥文件 ${file} 无法读取`, error);
  }
}
