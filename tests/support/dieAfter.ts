import Database from 'better-sqlite3';

/** Kills this process right after its n-th writing statement, BEGIN and COMMIT among them. */
export function dieAfter(n: number): void {
  const db = new Database(':memory:');
  const statement: { run(...values: unknown[]): unknown } = Object.getPrototypeOf(db.prepare('SELECT 1'));
  const run = statement.run;
  let count = 0;
  statement.run = function (...values) {
    const result = run.apply(this, values);
    count += 1;
    if (count === n) process.kill(process.pid, 'SIGKILL');
    return result;
  };
}
