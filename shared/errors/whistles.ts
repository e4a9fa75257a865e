import { z } from 'zod';
import { type EvidenceGroup, namesOf } from '../evidence/kinds.ts';
import { byReason, entry, plain } from './entry.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

const zh = (group: EvidenceGroup): string => namesOf(group).join('、');
const en = (group: EvidenceGroup): string => namesOf(group).join(', ');

/** Whistles (吹哨): commands, files, the check-in code. */
export const whistleErrors = {
  // The rules of the whistle say both sentences themselves, beside the rule (`shared/whistle`).
  refused: entry(
    { rule: z.string(), message: Words, remedy: Words },
    ({ message, remedy }) => `${message.zh}。${remedy.zh}`,
    ({ message, remedy }) => `${capital(message.en)}. ${capital(remedy.en)}`,
  ),
  'no-rules': plain(
    '当前城市包没有吹哨规则，不能吹哨。请换用含 whistles.json 的城市包',
    'This city pack has no whistle rules: start with a pack that holds whistles.json',
  ),
  'no-code': plain(
    '此哨不在报到阶段，没有签到码',
    'Nobody reports to this whistle at present: there is no check-in code',
  ),
  'command-id-reused': plain(
    '命令编号已用于另一个命令，请换一个编号重发',
    'The id of this command was used for another one: send it again under a new id',
  ),
  'own-level': entry(
    { items: z.array(z.string()) },
    ({ items }) => `本级可办：${items.join('、')} 在街道自办清单中，吹哨须说明理由`,
    ({ items }) =>
      `The street can settle this itself (${items.join(', ')} is on its own list): say why it blows`,
  ),
  duplicate: entry(
    { count: z.int() },
    ({ count }) => `附近或同一案件已有 ${count} 个未了结的哨，可并哨`,
    ({ count }) =>
      `Open whistles near by or on the same case: ${count}. This one can be merged into one of them`,
  ),
  outside: plain(
    '此处不在辖区任何街道内，请核对位置',
    'This place lies in no street of the district: check it',
  ),
  'file-too-large': entry(
    { bytes: z.number() },
    ({ bytes }) => `文件超过 ${bytes / 1024 / 1024} MB，请压缩后再传`,
    ({ bytes }) => `The file is larger than ${bytes / 1024 / 1024} MB: compress it and upload again`,
  ),
  'file-empty': plain('没有收到文件内容', 'The file arrived empty: choose it again'),
  'file-type': plain(
    `只接收：照片 ${zh('photo')}；录像 ${zh('video')}；录音 ${zh('recording')}；文件 ${zh('document')}（不含宏）。此文件按内容不属于其中，或不完整`,
    `Taken are photos (${en('photo')}), videos (${en('video')}), recordings (${en('recording')}) and documents (${en('document')}, no macros). By its content this file is none of them, or it is incomplete`,
  ),
  'no-preview': byReason({
    unreadable: [
      '无法预览，可下载原件：照片内容读不出来',
      'There is no preview, the file itself can be downloaded: the picture in it cannot be read',
    ],
    'too-large': [
      '无法预览，可下载原件：照片超过 5000 万像素',
      'There is no preview, the file itself can be downloaded: the picture has more than 50 million pixels',
    ],
    'too-slow': [
      '无法预览，可下载原件：转换用时过长，稍后可再试',
      'There is no preview, the file itself can be downloaded: converting it took too long, try again later',
    ],
  }),
  'file-legacy': plain(
    '旧版 DOC、XLS、PPT 和加密的文档无法确认不含宏，不能接收。请在 WPS 或 Office 中另存为 DOCX、XLSX、PPTX 或 PDF（不加密码）后再传',
    'Nobody can tell that a DOC, XLS or PPT file, or one with a password, is free of macros. Save it as DOCX, XLSX, PPTX or PDF without a password, and upload that',
  ),
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
