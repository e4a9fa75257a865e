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
  'store-key-missing': entry(
    { path: z.string(), keyId: z.string() },
    (p) =>
      `数据库已加密，这台机器的当前用户没有它的密钥（编号 ${p.keyId}）：${p.path}。未作任何改动。请用恢复密钥放回：npm run encrypt -- --data 数据文件夹 --recover 恢复密钥文件。`,
    (p) =>
      `The database is encrypted, and this user of this machine does not have its key (no. ${p.keyId}): ${p.path}. Nothing was changed. Put the key back with the recovery key: npm run encrypt -- --data FOLDER --recover FILE.`,
  ),
  'store-key-other': entry(
    { path: z.string(), keyId: z.string(), known: z.string() },
    (p) =>
      `数据库用另一把密钥加密（编号 ${p.keyId}，此处的密钥是 ${p.known}）：${p.path}。它可能来自另一套城哨。未作任何改动。请放回原来的数据库，或放入它的恢复密钥。`,
    (p) =>
      `The database is encrypted with another key (no. ${p.keyId}, the key here is ${p.known}): ${p.path}. It may come from another installation. Nothing was changed. Put the right database back, or enter its recovery key.`,
  ),
  'store-key-unreadable': entry(
    { path: z.string(), detail: z.string() },
    (p) =>
      `数据库已加密，但存放密钥之处读不出来（${p.detail}）：${p.path}。未作任何改动。请解锁系统密钥库或检查密钥文件，再重新启动。`,
    (p) =>
      `The database is encrypted, and where its key is kept cannot be read (${p.detail}): ${p.path}. Nothing was changed. Unlock the system's key ring or look at the key file, then start again.`,
  ),
  'store-plain': entry(
    path,
    (p) =>
      `数据文件夹已设为加密，其中的数据库却没有加密：${p.path}。可能放回了一份旧的副本。未作任何改动。要加密它，请执行 npm run encrypt；不再加密，请执行 npm run encrypt -- --off。`,
    (p) =>
      `The data folder is set to be encrypted, but its database is not: ${p.path}. An old copy may have been put back. Nothing was changed. Encrypt it with npm run encrypt, or give encryption up with npm run encrypt -- --off.`,
  ),
};
