import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { databasePath } from '../../../electron/city/store/files.ts';
import { checkIntegrity } from '../../../electron/city/store/integrity.ts';
import { WhistlePage } from '../../../shared/contract/whistles.ts';
import { FOLD_VERSION } from '../../../shared/whistle/rulesSnapshot.ts';
import { MINUTE, openHall } from './support.ts';

it('a folder of another program version is folded anew: states not believed, timers made again', async () => {
  let hall = await openHall(null, ['duty', 'leader', 'dispatch', 'a-handler']);
  const { summary } = await hall.blown({});
  await hall.pass('a-handler', summary.id, { type: 'sign', summons: 's1' });
  const ended = await hall.draft('duty', {
    subject: '另一处',
    place: { lon: -71.06, lat: 42.34, address: '' },
  });
  await hall.pass('duty', ended.summary.id, { type: 'withdraw', reason: '已自行处理' });
  const before = await hall.view(summary.id);
  const list = await hall.get('/api/whistles', WhistlePage);
  await hall.close();

  const db = new Database(databasePath(hall.dataDir));
  const frame = `"foldVersion":${FOLD_VERSION}`;
  db.exec(`UPDATE streams SET fold_version = 0, state = '{}'; DELETE FROM timers;
    UPDATE whistle_frames SET body = replace(body, '${frame}', '"foldVersion":0')`);
  db.close();

  hall = await openHall(hall.dataDir, [], hall.clock);
  try {
    expect(await hall.view(summary.id)).toEqual(before);
    expect(await hall.get('/api/whistles', WhistlePage)).toEqual(list);
    expect(checkIntegrity(hall.dataDir).findings).toEqual([]);
    hall.clock.now += 30 * MINUTE;
    await hall.pass('duty', summary.id, { type: 'note', text: '半小时' });
    const fired = (await hall.view(summary.id)).log.filter((event) => event.type === 'reminded');
    expect(fired.map((event) => event.data.timer)).toEqual(['s2.sign.0@0.5']);
  } finally {
    await hall.removeData();
  }
});
