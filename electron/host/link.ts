import { isLocked } from '../city/store/lock.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { launchLinks } from './launchLinks.ts';
import { fileAddress, writeLinkFile } from './linkFile.ts';
import { openBrowser } from './openBrowser.ts';
import { pageOrigin, readAddress } from './pageName.ts';
import { parseFlags } from './parseFlags.ts';
import { runCommand } from './runCommand.ts';

const HELP = `为浏览器生成新的一次性链接（网页版服务须在运行）。只有启动服务的系统用户能够使用。

用法：npm run link -- --data DIR [选项]

  --wall           该浏览器只能作大屏，打开其他窗口也按大屏对待
  --print          把链接地址写到标准输出，不打开浏览器（地址会留在浏览器历史中，用后即失效）
  --no-open        只生成链接文件，不打开浏览器

退出码：0 已生成，1 服务未运行，2 选项有误。
`;

/** `npm run link`: creates a link for another browser, or for one that lost its cookie. Returns the exit code. */
function link(argv: readonly string[]): number {
  const flags = readLinkFlags(argv);
  if (flags.help) {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  if (flags.data === '') throw new LaunchError(EXIT.usage, '请用 --data 指定数据文件夹', undefined);
  const address = readAddress(flags.data);
  const listening = address?.listening ?? null;
  // If the service has ended, another program may use its port by now. It must not receive the code.
  if (address === null || listening === null || !isAlive(listening.pid) || !isLocked(flags.data))
    throw new LaunchError(
      EXIT.failure,
      `这个数据文件夹没有运行中的网页版服务：${flags.data}。请先执行 npm run serve`,
      undefined,
    );
  const code = launchLinks(flags.data, Date.now).create(flags.wall ? 'wall' : 'operator');
  const origin = pageOrigin(address.label, listening.port);
  if (flags.print) {
    process.stdout.write(`${origin}/?code=${code}\n`);
    return EXIT.ok;
  }
  const path = writeLinkFile(flags.data, origin, code);
  process.stdout.write(`${path}\n`);
  if (flags.open) openBrowser(fileAddress(path), process.platform);
  return EXIT.ok;
}

function readLinkFlags(argv: readonly string[]) {
  const { values } = parseFlags(
    argv,
    {
      data: { type: 'string', default: '' },
      wall: { type: 'boolean', default: false },
      print: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    false,
  );
  return { ...values, open: !values['no-open'] };
}

/** Signal 0 is not delivered; it only tests whether the process exists. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

await runCommand(link);
