import { isIP } from 'node:net';
import { wrongFlags } from '../parseFlags.ts';

/** What the command line says of the entrance for pushes from the network (推送的网络入口). */
export type PushEntranceFlags = {
  /** IP address of this machine at which it listens, IPv6 without brackets. */
  host: string;
  /** 0: any free port. */
  port: number;
  /** PEM files of the certificate (with those between it and its authority) and of its private key. */
  certificate: string;
  key: string;
  /** File with the passphrase of the key, to be kept in the secret store; null: it was kept before, or there is none. */
  passphrase: string | null;
};

type Given = Record<'listen' | 'certificate' | 'key' | 'passphrase', string | null>;

/**
 * Reads the flags of the entrance; null where none is given.
 * @throws LaunchError 2 where one is missing beside the others, or the address is none
 */
export function readPushEntrance({ listen, certificate, key, passphrase }: Given): PushEntranceFlags | null {
  if (listen === null && certificate === null && key === null && passphrase === null) return null;
  if (listen === null || certificate === null || key === null)
    throw wrongFlags('接收推送的网络入口须同时给出 --push-listen、--push-cert 和 --push-key', undefined);
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(listen) ?? [];
  const host = bracketed ?? plain ?? '';
  const port = Number(digits);
  if (isIP(host) !== (bracketed === undefined ? 4 : 6) || digits === '' || port > 65_535)
    throw wrongFlags(`选项 --push-listen 应为本机的 IP 地址和端口，如 10.1.2.3:8443：${listen}`, undefined);
  // Which of its networks a machine opens itself to is to be said.
  if (host === '0.0.0.0' || /^[0:]+$/.test(host))
    throw wrongFlags(`选项 --push-listen 须写明本机的一个地址，不能是全部地址：${listen}`, undefined);
  return { host, port, certificate, key, passphrase };
}
