import { z } from 'zod';
import { entry } from './entry.ts';

/**
 * Where the keys of sources are stored. In the operating system's key ring: as they should be; in another one than before
 * (`ring-changed`); or not there any more, and new ones in a file (`ring-gone`). `no-ring`: there never was one.
 * `file`: the plain file that is all that the web host has. `backend` and `before` are the names of key rings.
 */
export const KeyStorage = z.object({
  how: z.enum(['ring', 'ring-changed', 'ring-gone', 'no-ring', 'file', 'file-windows']),
  backend: z.string().nullable(),
  before: z.string().nullable(),
});
export type KeyStorage = z.infer<typeof KeyStorage>;

const KEY_STORAGE: Record<
  KeyStorage['how'],
  { zh: (p: KeyStorage) => string; en: (p: KeyStorage) => string }
> = {
  ring: {
    zh: ({ backend }) => `密钥由操作系统的密钥环保管（${backend}）`,
    en: ({ backend }) => `The operating system's key ring keeps the keys (${backend})`,
  },
  'ring-changed': {
    zh: ({ before, backend }) =>
      `系统密钥环由 ${before} 换成了 ${backend}，原有的接口密钥可能读不出来。请重新填写各数据源的密钥`,
    en: ({ before, backend }) =>
      `The system's key ring was ${before} and is ${backend} now; keys saved before may be unreadable. Enter the key of each source again`,
  },
  'ring-gone': {
    zh: ({ before }) =>
      `系统密钥环不可用，原先由它保管（${before ?? '未知'}）的接口密钥读不出来，新密钥改存于仅当前用户可读的文件。请解锁或恢复密钥环，再重新启动`,
    en: ({ before }) =>
      `The system's key ring (${before ?? 'unknown'}) is not available: the keys in it cannot be read, and new ones go into a file that only this user can read. Unlock or restore the key ring and start again`,
  },
  'no-ring': {
    zh: () => '本机没有可用的系统密钥环，密钥改存于仅当前用户可读的文件。请安装并解锁密钥环，再重新启动',
    en: () =>
      'This machine has no usable key ring; the keys are in a file that only this user can read. Install and unlock a key ring and start again',
  },
  file: {
    zh: () => '密钥以明文存放在数据文件夹的 secrets.json 中，仅当前系统用户可读，未加密',
    en: () =>
      'The keys are in secrets.json of the data folder, not encrypted; only this system user can read it',
  },
  'file-windows': {
    zh: () => '密钥以明文存放在数据文件夹的 secrets.json 中，未加密，仅受 Windows 用户目录权限保护',
    en: () =>
      "The keys are in secrets.json of the data folder, not encrypted; only the rights of the Windows user's folder protect it",
  },
};

/** `note` is the Chinese sentence of `storage`, which an older service does not send. */
const secretsNote = entry(
  { note: z.string(), storage: KeyStorage.nullable().default(null) },
  ({ note }) => `接口密钥：${note}`,
  ({ note, storage }) =>
    `Keys of the sources: ${storage === null ? note : KEY_STORAGE[storage.how].en(storage)}`,
);

export const keyErrors = {
  'keys-stored': {
    parameters: KeyStorage,
    zh: (storage: KeyStorage) => KEY_STORAGE[storage.how].zh(storage),
    en: (storage: KeyStorage) => KEY_STORAGE[storage.how].en(storage),
  },
  'secrets-degraded': secretsNote,
  'secrets-in-file': secretsNote,
};
