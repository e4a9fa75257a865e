import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const child = fileURLToPath(new URL('./machineZone.child.ts', import.meta.url));

function answers(zone: string): string {
  return execFileSync(process.execPath, [child], { encoding: 'utf8', env: { ...process.env, TZ: zone } });
}

it('computes the same whatever the zone of the machine', () => {
  const shanghai = answers('Asia/Shanghai');
  expect(JSON.parse(shanghai)).toHaveLength(400);
  expect(answers('America/New_York')).toBe(shanghai);
  expect(answers('Pacific/Kiritimati')).toBe(shanghai);
});
