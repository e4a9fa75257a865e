import { expect, it } from 'vitest';
import { databaseAddress } from '../../../shared/source/databaseAddress.ts';

it('writes the address of a database as it is typed', () => {
  expect(databaseAddress({ engine: 'postgres', host: 'db.example', port: 5432 })).toBe(
    'postgres://db.example:5432',
  );
  expect(databaseAddress({ engine: 'mysql', host: 'fd00::7', port: 3306 })).toBe('mysql://[fd00::7]:3306');
});
