import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countsFile,
  forgetCounts,
  readCounts,
  writeCounts,
} from '../../../scripts/support/testCounts.mjs';

describe('the counts of a stage', () => {
  const stage = `of-this-test-${process.pid}`;
  beforeEach(() => writeCounts(stage, { passed: 3, failed: 0 }));
  afterEach(() => forgetCounts(stage));

  it('are what was written', async () => {
    expect(await readCounts(stage, 0)).toEqual({ passed: 3, failed: 0 });
  });

  it("are read from vitest's report", async () => {
    await writeFile(countsFile(stage), '{"numPassedTests":5,"numFailedTests":2,"success":false}');
    expect(await readCounts(stage, 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('hold a failure when the stage failed beside its tests', async () => {
    expect(await readCounts(stage, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('hold a failure when it ran no test, or never said', async () => {
    await writeCounts(stage, { passed: 0, failed: 0 });
    expect(await readCounts(stage, 0)).toEqual({ passed: 0, failed: 1 });
    await forgetCounts(stage);
    expect(await readCounts(stage, 0)).toEqual({ passed: 0, failed: 1 });
  });
});
