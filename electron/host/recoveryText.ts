import { readFileSync } from 'node:fs';
import { readRecoveryCode } from '../../shared/encryption/recoveryCode.ts';
import { type DatabaseKey, databaseKey } from '../city/store/encryption/key.ts';
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

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new LaunchError(EXIT.usage, `恢复密钥文件 ${file} 无法读取`, error);
  }
}
