import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EXIT, LaunchError } from './exitCodes.ts';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/**
 * The certificates (证书) of the files named with `--ca`, as PEM. A file holds one or several in PEM, or one in DER, as
 * Windows exports it.
 * @throws LaunchError 2 for a file that cannot be read or contains no certificate; the message names it.
 */
export function readAuthorities(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      throw new LaunchError(
        EXIT.usage,
        `--ca 指定的证书文件无法读取：${file}（系统返回 ${code}）。请检查路径与权限`,
        error,
      );
    }
    const pem = pemBlocks(bytes.toString('latin1'));
    const blocks: (string | Buffer)[] = pem.length > 0 ? pem : [bytes];
    try {
      return blocks.map((block) => new X509Certificate(block).toString());
    } catch (error) {
      throw new LaunchError(
        EXIT.usage,
        `--ca 指定的文件里没有可用的证书：${file}。请给出 PEM 或 DER 格式的根证书（CA 证书），不是私钥，也不是 PFX`,
        error,
      );
    }
  });
}

/** The certificates of a PEM file, without the comments between them; one without an end marker is ignored. */
function pemBlocks(text: string): string[] {
  return text
    .split(BEGIN)
    .slice(1)
    .filter((part) => part.includes(END))
    .map((part) => `${BEGIN}${part.slice(0, part.indexOf(END))}${END}`);
}
