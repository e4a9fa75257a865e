import { z } from 'zod';
import { entry, plain } from './entry.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

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
    '只接受照片（JPG、PNG、WebP、HEIC）、录像（MP4）、录音（MP3、M4A、AMR、WAV）和文件（PDF、OFD、DOCX、XLSX，不含宏）',
    'Only photos (JPG, PNG, WebP, HEIC), videos (MP4), recordings (MP3, M4A, AMR, WAV) and documents (PDF, OFD, DOCX, XLSX, no macros) are taken',
  ),
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
