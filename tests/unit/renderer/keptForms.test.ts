import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeptOperator } from '../../../renderer/features/people/operatorDraft.ts';
import { EMPTY_DRAFT, KeptSource, presetMapping } from '../../../renderer/windows/connections/draft.ts';

const root = join(import.meta.dirname, '../../../renderer');
const WRITES = /<(TextArea|TextField|NumberField|DateField|DateTimeField|SearchField)\b/;
const KEEPS = /\buse(KeptState|KeptText|FormDraft)(<[^(]*>)?\(/;

/** Parts of a form, and the component that keeps what is typed into them. */
const KEPT_BY: Record<string, string> = {
  'features/presenter/Tools.tsx': 'features/presenter/PresenterPanel.tsx',
  // A new operator; the PIN in it is dropped (`KeptOperator`).
  'features/people/PinFields.tsx': 'features/people/OperatorForm.tsx',
  'windows/connections/AddressForm.tsx': 'windows/connections/AddressWizard.tsx',
  // The password of a database is dropped (`DatabaseDraft`).
  'windows/connections/DatabaseForm.tsx': 'windows/connections/DatabaseWizard.tsx',
  'windows/connections/DialectEditor.tsx': 'windows/connections/SourceEdit.tsx',
  'windows/connections/MappingEditor.tsx': 'windows/connections/AddressWizard.tsx',
  'windows/connections/PathInput.tsx': 'windows/connections/AddressWizard.tsx',
  'windows/connections/RestEnvelope.tsx': 'windows/connections/AddressWizard.tsx',
  'windows/connections/calendar/ChangeForm.tsx': 'windows/connections/calendar/CalendarPage.tsx',
  'windows/orders/MeetingFields.tsx': 'windows/orders/NewOrderForm.tsx',
  'windows/meeting/DecisionForm.tsx': 'windows/meeting/useDecisionDraft.ts',
  'windows/whistles/BackEntryFields.tsx': 'windows/whistles/ActForm.tsx',
  'windows/whistles/BehalfFields.tsx': 'windows/whistles/ActForm.tsx',
  'windows/whistles/BlowFields.tsx': 'windows/whistles/BlowDialog.tsx',
  'windows/whistles/DepartmentsField.tsx': 'windows/whistles/BlowDialog.tsx',
  'windows/whistles/FieldRow.tsx': 'windows/whistles/ActForm.tsx',
  'windows/whistles/PlacePicker.tsx': 'windows/whistles/BlowDialog.tsx',
  'windows/whistles/RatingFields.tsx': 'windows/whistles/ActForm.tsx',
};

/** Fields of which nothing is kept, and why. */
const NOT_KEPT: Record<string, string> = {
  'features/people/Operators.tsx': 'search',
  'features/people/OwnPin.tsx': 'PIN',
  'features/session/PinForm.tsx': 'PIN',
  'features/legibility/ViewingFactsFields.tsx': 'a setting, stored at once',
  'windows/assessment/PeriodBar.tsx': 'period, chosen and not written',
  'windows/connections/CrsSettings.tsx': 'follows from the probe, which has to be made again',
  'windows/connections/DatabaseReading.tsx': 'follows from the probe, which has to be made again',
  'windows/connections/SaveStep.tsx': 'follows from the probe, which has to be made again',
  'windows/connections/FileWizard.tsx': 'belongs to a file, which has to be chosen again',
  'windows/desk/DayRange.tsx': 'filter, kept in the address',
  'windows/desk/FacetList.tsx': 'search',
  'windows/desk/Toolbar.tsx': 'search; free search text is stored nowhere',
  'windows/orders/Toolbar.tsx': 'search and filters',
  'windows/whistles/OrgPicker.tsx': 'search',
  'windows/whistles/Toolbar.tsx': 'search; free search text is stored nowhere',
  'windows/whistles/WhistlePicker.tsx': 'search',
  'windows/whistles/indicators/PeriodPicker.tsx': 'period, chosen and not written',
};

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const forms = globSync('**/*.tsx', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.startsWith('ui/kit/') && WRITES.test(textOf(path)))
  .sort();

describe('what is typed into a form', () => {
  it.each(forms)('is kept until it is sent, or says why not: %s', (path) => {
    if (KEEPS.test(textOf(path))) return;
    const keeper = KEPT_BY[path];
    if (keeper === undefined) expect(NOT_KEPT).toHaveProperty([path]);
    else expect(textOf(keeper)).toMatch(KEEPS);
  });

  it('the lists name only what is there and keeps nothing itself', () => {
    const named = [...Object.keys(KEPT_BY), ...Object.keys(NOT_KEPT)];
    expect(named.filter((path) => !forms.includes(path) || KEEPS.test(textOf(path)))).toEqual([]);
  });
});

describe('no secret is ever kept', () => {
  it('neither the PIN of an operator', () => {
    const who = { id: 'zhang', name: '张', roles: [], org: 'A', streets: [], posts: [] };
    const typed = { ...who, pin: '8352', again: '835' };
    expect(KeptOperator.parse(typed)).toEqual({ ...typed, pin: '', again: '' });
  });

  it.each([
    ['https://a.example/api', 'https://a.example/api'],
    ['https://a.example/api?district=7', 'https://a.example/api?district=7'],
    ['https://a.example/api?district=7&API_KEY=abc', 'https://a.example/api'],
    ['https://a.example/api?access_token=abc', 'https://a.example/api'],
    ['https://user:secret@a.example/api', 'https://a.example/api'],
    ['user:secret@a.example', 'a.example'],
  ])('nor the key of a source, which some have in the address: %s', (url, kept) => {
    const draft = { ...EMPTY_DRAFT, url, authIn: 'header' as const, secret: 'abc' };
    const read = KeptSource.parse({ draft, mapping: presetMapping(EMPTY_DRAFT.preset) });
    expect(read.draft).toEqual({ ...draft, url: kept, secret: '' });
  });
});
