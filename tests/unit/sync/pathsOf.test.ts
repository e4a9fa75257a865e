import { expect, it } from 'vitest';
import { pathsOf } from '../../../electron/city/sync/file/pathsOf.ts';

/** A list without an end, which would be read for ever. */
async function* endless(onRow: (row: number) => void): AsyncGenerator<unknown> {
  for (let row = 1; ; row += 1) {
    onRow(row);
    yield { id: row, place: { lon: row > 2 ? 118 : undefined } };
  }
}

it('finds the paths that some row has, and stops when it has all', async () => {
  let read = 0;
  const rows = endless((row) => (read = row));
  const found = await pathsOf(rows, ['id', 'place.lon'], new AbortController().signal);
  expect([...found]).toEqual(['id', 'place.lon']);
  expect(read).toBe(3);
});

it('stops where the reading is given up', async () => {
  const abort = new AbortController();
  let read = 0;
  const rows = endless((row) => {
    read = row;
    if (row === 5) abort.abort();
  });
  expect([...(await pathsOf(rows, ['id', 'status'], abort.signal))]).toEqual(['id']);
  expect(read).toBe(5);
});
