import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { expect, it, vi } from 'vitest';
import { machineUser } from '../../../electron/city/composition/machineUser.ts';

it('a user without a name in the operating system is recorded by number', () => {
  expect(machineUser()).toBe(os.userInfo().username);
  const unknown = vi.spyOn(os, 'userInfo').mockImplementation(() => {
    throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
  });
  syncBuiltinESMExports();
  try {
    expect(machineUser()).toMatch(/^uid( \d+)?$/);
  } finally {
    unknown.mockRestore();
    syncBuiltinESMExports();
  }
});
