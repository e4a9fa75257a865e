import { existsSync, readFileSync } from 'node:fs';
import type { UpstreamHosts } from '../city/sync/http/upstreamHosts.ts';
import { EXIT, LaunchError } from './exitCodes.ts';

/** A host name, an IP address, or `*.` and a domain. */
const ENTRY = /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$|^\[[0-9a-f:.]+\]$/;
/** Endings of files, none of which is a top-level domain: such an entry is a file that is not there. */
const FILE_NAME = /\.(txt|csv|list|conf|cfg|ini|json|yaml|yml)$/;
/** The simulated city listens here. */
const DEMO_HOST = '127.0.0.1';

/**
 * The upstream hosts of `--upstream-hosts`: a file with one in each line (`#` begins a comment), or a list with commas. Null
 * without the flag.
 * @throws LaunchError 2 for an entry that is no host; the message names it.
 */
export function readUpstreamHosts(given: string | null, demo: boolean): UpstreamHosts {
  if (given === null) return null;
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  const hosts = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((line) => withoutComment(line).split(','))
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const wrong = hosts.find((entry) => !ENTRY.test(entry) || FILE_NAME.test(entry));
  if (wrong !== undefined || hosts.length === 0)
    throw new LaunchError(
      EXIT.usage,
      `--upstream-hosts 应为主机名清单或其文件（每行一个，可写 *.域名），无法识别：${wrong ?? given}`,
      undefined,
    );
  return demo ? [...hosts, DEMO_HOST] : hosts;
}

function withoutComment(line: string): string {
  const [entry = ''] = line.split('#', 1);
  return entry;
}
