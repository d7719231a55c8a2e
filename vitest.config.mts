import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

// What programs under test keep for their user goes where it is removed with the run.
const home = mkdtempSync(path.join(tmpdir(), 'portcullis-home-'));
process.env.PORTCULLIS_HOME = home;
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          include: ['test/unit/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'integration',
          // They wait for processes more than they compute.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'component',
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          include: ['test/component/**/*.test.{ts,tsx}'],
          globalSetup: ['test/component/harness/globalSetup.ts'],
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/e2e/support/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // One VS Code and one browser are shared by the journeys of a file.
          fileParallelism: false,
        },
      },
    ],
  },
});
