import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fontRiskText } from '../../shared/document/fontRisk.ts';
import { checkBulletin } from '../../shared/document/foreign/checkBulletin.ts';
import { remarkText } from '../../shared/document/foreign/remark.ts';
import { DocumentRequest } from '../../shared/document/request.ts';
import { CodedError } from '../../shared/errors/codedError.ts';
import { machineFonts, runProgram } from '../city/documents/machineFonts.ts';
import { builtDocument, makeDocument } from '../city/documents/makeDocument.ts';
import { DOCUMENT_HELP, type DocumentOptions, readDocumentOptions } from './documentOptions.ts';
import { EXIT, LaunchError } from './exitCodes.ts';
import { runCommand } from './runCommand.ts';

/** `npm run document`: makes a document of data in a file, or checks a bulletin of others. */
async function document(argv: string[]): Promise<number> {
  const options = readDocumentOptions(argv);
  if (options === null) {
    process.stdout.write(DOCUMENT_HELP);
    return EXIT.ok;
  }
  return options.kind === 'check' ? check(options.input) : make(options);
}

async function make(options: Extract<DocumentOptions, { kind: 'make' }>): Promise<number> {
  const request = readRequest(options.input);
  try {
    const made = await makeDocument(builtDocument(request), options.hide, options.format);
    writeFileSync(options.out, made.bytes);
    const fonts = await machineFonts(runProgram);
    process.stdout.write(
      `${JSON.stringify({ file: basename(options.out), kind: request.kind, bytes: made.bytes.length, hash: made.hash, fonts })}\n`,
    );
    const risk = fontRiskText(fonts, 'zh');
    if (risk !== null) process.stderr.write(`${risk}\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new LaunchError(EXIT.failure, error.message, error);
  }
}

/** @throws LaunchError 2 where the file cannot be read or is no request */
function readRequest(path: string): DocumentRequest {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new LaunchError(EXIT.usage, `数据文件 ${basename(path)} 无法读取，或不是 JSON`, error);
  }
  const read = DocumentRequest.safeParse(data);
  if (read.success) return read.data;
  const fields = read.error.issues
    .map(
      ({ code, path: field, message }) =>
        (field.join('.') || 'kind') + (code === 'custom' ? `（${message}）` : ''),
    )
    .join('、');
  throw new LaunchError(EXIT.usage, `数据文件 ${basename(path)} 的字段缺失或有误：${fields}`, read.error);
}

function check(path: string): number {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw new LaunchError(EXIT.usage, `通报 ${basename(path)} 无法读取，或不是 UTF-8 文字稿`, error);
  }
  const remarks = checkBulletin(text, []);
  process.stdout.write(`${JSON.stringify({ file: basename(path), remarks })}\n`);
  for (const remark of remarks) process.stderr.write(`· ${remarkText(remark, 'zh')}\n`);
  return remarks.length === 0 ? EXIT.ok : EXIT.failure;
}

await runCommand(document);
