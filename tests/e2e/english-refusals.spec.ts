import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { CHINESE } from '../support/chinese.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { DUTY, whistleHall, whistleToConfirm } from './support/whistleHall.ts';

test('who reads English is refused in English, at the sign-in and on the page of a whistle', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  const id = await whistleToConfirm(hall, SUBJECT);
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const window = await console.open('whistles');

  await test.step('a wrong PIN', async () => {
    await window.language('en');
    await window.tryPin(DUTY, '111111');
    await soon(() => window.signInError()).toContain('Wrong operator number or PIN: enter it again');
    expect(await window.signInError()).not.toMatch(CHINESE);
    await window.screenshot('english-wrong-pin');
    await window.retryPin(DEMO_PIN);
    await soon(() => window.signInError()).toBeNull();
    await window.language('zh');
    await soon(() => window.signedInAs()).toContain('街道值守');
  });

  await test.step('a command that came too late', async () => {
    await window.open(SUBJECT);
    await window.openAct('确认办结');
    await window.fill({ 说明: '现场已查看，同意办结' });
    await window.language('en');
    await hall.command('demo-street1-leader', id, {
      type: 'rework',
      summons: ['s1'],
      reason: '东侧仍有沉降',
    });
    await window.send();
    await soon(() => window.refusal()).toMatch(
      /the whistle is in stage “handling”.*possible only in: waiting for the street to confirm/,
    );
    await window.screenshot('english-refused');
  });
});
