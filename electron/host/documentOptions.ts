import { extname, resolve } from 'node:path';
import { DocumentFormat } from '../../shared/contract/documents.ts';
import { parseFlags, wrongFlags } from './parseFlags.ts';

export const DOCUMENT_HELP = `生成公文（会议纪要、督办单、通报、排名表、督办台账、任务清单），或核对外来通报。

用法：npm run document -- 数据.json --out 文件.docx|.xlsx|.html [--hide 姓名或号码]…
      npm run document -- --check 通报.txt

数据.json 是 {"kind","input"}，kind 为 minutes、order、bulletin、ranking、register 或 tasks；字段见 shared/document/kinds。
--out   按后缀生成：docx 依 GB/T 9704-2012 排版，xlsx 为其中的表格，html 供浏览器打印或另存为 PDF。
--hide  文中出现时隐去的当事人信息，可重复；电话、证件号码一律隐去。
--check 核对文字稿自身是否矛盾：比率与件数、同一指标两个数值、合计、同比与环比用语。

生成前逐句核对数字，有一处不符即不生成。标准输出是一行 JSON。本机缺少的字体写到标准错误。
退出码：0 完成，1 文件不符规定或通报有疑点，2 选项或数据有误。
`;

export type DocumentOptions =
  | { kind: 'make'; input: string; out: string; format: DocumentFormat; hide: string[] }
  | { kind: 'check'; input: string };

/** Null: help was asked for. @throws LaunchError where flags contradict each other */
export function readDocumentOptions(argv: string[]): DocumentOptions | null {
  const { values, positionals } = parseFlags(
    argv,
    {
      ...{ out: { type: 'string' }, hide: { type: 'string', multiple: true }, check: { type: 'string' } },
      help: { type: 'boolean', short: 'h' },
    },
    true,
  );
  if (values.help) return null;
  const [input, ...others] = positionals;
  if (values.check !== undefined) {
    if (input !== undefined || values.out !== undefined || values.hide !== undefined)
      throw wrongFlags('--check 不能与其他选项同用', undefined);
    return { kind: 'check', input: resolve(values.check) };
  }
  if (input === undefined || others.length > 0 || values.out === undefined)
    throw wrongFlags('须给出一个数据文件和 --out', undefined);
  const format = DocumentFormat.safeParse(extname(values.out).slice(1).toLowerCase());
  if (!format.success) throw wrongFlags('--out 的后缀须为 docx、xlsx 或 html', undefined);
  return {
    ...{ kind: 'make', input: resolve(input), out: resolve(values.out), format: format.data },
    hide: values.hide ?? [],
  };
}
