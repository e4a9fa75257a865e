import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { EXIT, LaunchError } from './exitCodes.ts';

/**
 * Parses the flags of a command, and words beside them where `allowPositionals`.
 * @throws LaunchError 2 with a Chinese message for an unknown flag, one without its value, or a word too many
 */
export function parseFlags<O extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: O,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args: [...argv], options, strict: true as const, allowPositionals });
  } catch (error) {
    throw wrongFlags(explain(error), error);
  }
}

/** A mistake in the flags of a command, with where to look them up. */
export function wrongFlags(message: string, cause: unknown): LaunchError {
  return new LaunchError(EXIT.usage, `${message}。用 --help 查看全部选项`, cause);
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const named = /'([^']+)'/.exec(message)?.[1] ?? message;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `不认识的选项 ${named}`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `多余的参数 ${named}`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${named} 缺少值，或不应带值`;
  return message;
}
