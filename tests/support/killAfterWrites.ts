import Database from 'better-sqlite3';

/**
 * Kills this process right after its n-th writing statement, BEGIN and COMMIT among them; 0 lets it live. Statements of a
 * script (`exec`) count one by one.
 * @returns how many there have been so far
 */
export function killAfterWrites(n: number): () => number {
  const db = new Database(':memory:');
  const statement: { run(...values: unknown[]): unknown } = Object.getPrototypeOf(db.prepare('SELECT 1'));
  const database: { exec(sql: string): unknown } = Object.getPrototypeOf(db);
  const { run } = statement;
  const { exec } = database;
  let count = 0;
  function countWrite(): void {
    count += 1;
    if (count === n) process.kill(process.pid, 'SIGKILL');
  }
  statement.run = function (...values) {
    const result = run.apply(this, values);
    countWrite();
    return result;
  };
  database.exec = function (sql) {
    for (const one of statementsOf(sql)) {
      exec.call(this, one);
      countWrite();
    }
    return this;
  };
  return () => count;
}

/** The statements of a script. A trigger contains semicolons and ends with END. */
function statementsOf(sql: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const piece of sql.split(';')) {
    open += `${piece};`;
    if (/\bCREATE TRIGGER\b/.test(open) && !/\bEND\s*;$/.test(open)) continue;
    if (open.replace(/--.*$/gm, '').trim() !== ';') found.push(open);
    open = '';
  }
  return found;
}
