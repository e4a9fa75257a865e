import { userInfo } from 'node:os';

/**
 * Who uses the machine, for the audit: their name in the operating system, or their number where it knows no name for them,
 * as in a container or while the directory of a domain cannot be reached.
 */
export function machineUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? ''}`.trim();
  }
}
