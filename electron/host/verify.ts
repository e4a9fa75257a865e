import { parseArgs } from 'node:util';
import { checkIntegrity } from '../city/store/integrity.ts';
import { EXIT } from './exitCodes.ts';

const HELP = `核对数据文件夹：数据库结构、对账、案件指纹与检索索引。不改动任何数据，服务运行时也可核对。

用法：npm run verify -- --data DIR

标准输出是一行 JSON：{"ok","findings","figures"}。退出码：0 完好，1 有问题，2 选项有误。
`;

/** `npm run verify`: checks a data folder without changing it. Returns the exit code, 1 if something is broken. */
function verify(argv: string[]): number {
  let data: string | undefined;
  try {
    const { values } = parseArgs({
      args: argv,
      options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      strict: true,
    });
    if (values.help) {
      process.stdout.write(HELP);
      return EXIT.ok;
    }
    data = values.data;
  } catch (error) {
    process.stderr.write(`城哨：${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.usage;
  }
  if (data === undefined || data === '') {
    process.stderr.write('城哨：请用 --data 指定数据文件夹\n');
    return EXIT.usage;
  }
  const report = checkIntegrity(data);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  for (const finding of report.findings) process.stderr.write(`· ${finding.message}\n`);
  process.stderr.write(report.ok ? '数据完好\n' : `发现 ${report.findings.length} 个问题\n`);
  return report.ok ? EXIT.ok : EXIT.failure;
}

process.exitCode = verify(process.argv.slice(2));
