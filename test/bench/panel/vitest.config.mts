import { defineConfig } from 'vitest/config';

/** Measurements of the panel, not tests: `npm run bench` takes them, `npm test` does not. */
export default defineConfig({
  test: {
    name: 'bench',
    include: ['test/bench/panel/**/*.bench.ts'],
    setupFiles: ['test/e2e/support/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
