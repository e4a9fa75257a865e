import type { Operator, Role } from '../../shared/contract/people.ts';
import type { CityPack } from '../../shared/pack/schema.ts';
import { DEMO_PIN } from '../city/people/demoPin.ts';
import { hashPin } from '../city/people/pin.ts';
import type { PeopleTable } from '../city/store/peopleTable.ts';

/** Number of streets with operators in the demo; two, so that they can disagree. */
const STREETS = 2;

/** A demo operator (演示操作员), named after the post so that it is not a real person's name. */
type DemoOperator = Omit<Operator, 'active'>;

/**
 * Operators of the simulated city: one for each post of two streets and of the district, a handler and a leader of each
 * department, an auditor, an administrator, and two operators who take over shifts.
 */
export function demoOperators(pack: CityPack): DemoOperator[] {
  const { orgs } = pack.manifest;
  const district = orgs.find((org) => org.kind === 'district');
  const centre = orgs.find((org) => org.kind === 'centre') ?? district;
  if (district === undefined || centre === undefined) return [];
  const streets = orgs.filter((org) => org.kind === 'street');
  const shown = demoStreets(pack);
  const linked = shown.map((org) => org.code);
  const departments = orgs.filter((org) => org.kind === 'department');
  return [
    ...shown.flatMap((street, index) => streetOperators(street, index + 1)),
    demoOperator('demo-dispatch', '演示-区派遣员', 'district-dispatch', centre.code),
    demoOperator('demo-shift', '演示-值班长', 'shift-leader', centre.code),
    demoOperator(
      'demo-vice',
      '演示-分管副区长',
      'vice-district',
      district.code,
      streets.map((street) => street.code),
    ),
    demoOperator('demo-committee', '演示-挂包常委', 'standing-committee', district.code, linked),
    ...departments.flatMap((department, index) => departmentOperators(department, index + 1)),
    demoOperator('demo-supervision', '演示-监督评价', 'supervision', centre.code),
    demoOperator('demo-audit', '演示-审计员', 'audit', centre.code),
    demoOperator('demo-admin', '演示-管理员', 'admin', centre.code),
    ...reliefOperators(shown, centre.code),
  ];
}

/** The streets of the demo operators, a well-known one first if the pack has it. */
export function demoStreets(pack: CityPack): { code: string; name: string }[] {
  const streets = pack.manifest.orgs.filter((org) => org.kind === 'street');
  const first = streets.find((org) => org.name.startsWith('夫子庙'));
  return [...(first === undefined ? [] : [first]), ...streets.filter((org) => org !== first)].slice(
    0,
    STREETS,
  );
}

/**
 * Creates the operators that are missing. All have the PIN that the sign-in screen shows, hashed once for all of them: a
 * public PIN needs no salt of its own, and forty hashes would slow the start.
 */
export async function createDemoOperators(table: PeopleTable, pack: CityPack, at: number): Promise<void> {
  const missing = demoOperators(pack).filter((one) => table.operator(one.id) === null);
  if (missing.length === 0) return;
  const pin = await hashPin(DEMO_PIN);
  table.createAll(
    missing.map(({ id, name, roles, org, streets }) => ({
      operator: { id, name, roles, org, streets, posts: [], demo: true, pin, pinByOther: false },
      line: {
        ...{ at, actor: null, action: 'operator.create', subject: id, result: 'done' as const },
        details: { demo: true },
      },
    })),
  );
}

function streetOperators(street: { code: string; name: string }, n: number): DemoOperator[] {
  const short = street.name.replace(/办事处$/, '');
  const posts: [string, string, Role][] = [
    ['duty', '值守', 'street-duty'],
    ['leader', '班子成员', 'street-leader'],
    ['secretary', '书记', 'street-secretary'],
    ['director', '主任', 'street-director'],
  ];
  return posts.map(([word, title, role]) =>
    demoOperator(`demo-street${n}-${word}`, `演示-${short}${title}`, role, street.code),
  );
}

/** Operators who take a shift over (接班): a second person on duty in the first street and in the centre. */
function reliefOperators(streets: readonly { code: string; name: string }[], centre: string): DemoOperator[] {
  return [
    ...streets
      .slice(0, 1)
      .map(({ code, name }) =>
        demoOperator('demo-relief-street1', `演示-${name.replace(/办事处$/, '')}值守乙`, 'street-duty', code),
      ),
    demoOperator('demo-relief-dispatch', '演示-区派遣员乙', 'district-dispatch', centre),
  ];
}

function departmentOperators(department: { code: string; name: string }, n: number): DemoOperator[] {
  const short = department.name.replace(/^区/, '');
  return [
    demoOperator(`demo-dept${n}-handler`, `演示-${short}经办`, 'dept-handler', department.code),
    demoOperator(`demo-dept${n}-leader`, `演示-${short}领导`, 'dept-leader', department.code),
  ];
}

function demoOperator(
  id: string,
  name: string,
  role: Role,
  org: string,
  streets: string[] = [],
): DemoOperator {
  return { id, name, roles: [role], org, streets };
}
