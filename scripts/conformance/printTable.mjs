import { isPass } from './runScenario.mjs';

/**
 * Prints a line for each scenario, and a total for each side and revision.
 * @param {import('./runScenario.mjs').Row[]} rows
 * @returns {boolean} whether all passed, and there were some
 */
export function printTable(rows) {
  const width = Math.max(0, ...rows.map(({ scenario }) => scenario.length));
  for (const [heading, group] of Map.groupBy(
    rows,
    ({ side, revision }) => `${side}, ${revision}`,
  )) {
    console.log(`\n${heading}`);
    for (const row of group) {
      const mark = isPass(row) ? '✓' : '✗';
      const checks = `${row.passed}/${row.checks}`.padStart(7);
      console.log(
        `${mark} ${row.scenario.padEnd(width)} ${checks} checks  ${row.note ?? ''}`.trimEnd(),
      );
      if (row.checks === 0) console.log('    nothing was checked');
      for (const problem of row.problems) console.log(`    ${problem}`);
    }
    console.log(`${group.filter(isPass).length} of ${group.length} scenarios passed`);
  }
  return rows.length > 0 && rows.every(isPass);
}
