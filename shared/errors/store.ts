import { z } from 'zod';
import { entry } from './entry.ts';

const path = { path: z.string() };

/** The database could not be opened or written. */
export const storeErrors = {
  'store-read-only': entry(
    path,
    (p) => `数据目录不可写：${p.path}。请检查目录权限和磁盘挂载方式，或用 --data 另选一个目录。`,
    (p) =>
      `The data folder cannot be written: ${p.path}. Check its permissions and how the disk is mounted, or choose another with --data.`,
  ),
  'store-disk-full': entry(
    path,
    (p) => `磁盘空间不足，本次写入已撤销，此前的数据没有丢失：${p.path}。请清理磁盘后重试，程序会自动续写。`,
    (p) =>
      `The disk is full. This write was undone and nothing earlier is lost: ${p.path}. Free some space; the program goes on by itself.`,
  ),
  'store-locked': entry(
    path,
    (p) =>
      `数据目录正被另一个城哨进程使用：${p.path}。请先关闭它，或用 --data 另选一个目录；同一目录不能同时由两个进程写入。`,
    (p) =>
      `Another CityWhistle uses the data folder: ${p.path}. Close it, or choose another folder with --data; two cannot write into one.`,
  ),
  'store-corrupt': entry(
    path,
    (p) => `数据库文件已损坏：${p.path}。请重新启动程序，启动时会移走损坏的文件，并从最近的完好备份恢复。`,
    (p) =>
      `The database is damaged: ${p.path}. Restart the program: it moves the damaged file away and restores the newest sound backup.`,
  ),
  'store-io': entry(
    path,
    (p) => `读写磁盘失败：${p.path}。请检查磁盘和线缆；若反复出现，请把数据目录移到另一块磁盘。`,
    (p) =>
      `The disk could not be read or written: ${p.path}. Check disk and cables; if it happens again, move the data folder to another disk.`,
  ),
  'store-from-future': entry(
    { path: z.string(), found: z.int(), known: z.int() },
    (p) =>
      `数据库 ${p.path} 由更新版本的城哨写成（格式 ${p.found}，本程序只认识到 ${p.known}），未作任何改动。请升级程序，或用 --data 另选一个目录。`,
    (p) =>
      `The database ${p.path} was written by a newer CityWhistle (format ${p.found}, this program knows ${p.known}); nothing was changed. Upgrade the program, or choose another folder with --data.`,
  ),
};
