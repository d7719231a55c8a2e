import { defineConfig } from 'vitest/config';

/** Pictures, not tests: `npm run screenshots` takes them, `npm test` does not. */
export default defineConfig({
  test: {
    name: 'screenshots',
    include: ['test/screenshots/**/*.shots.ts'],
    setupFiles: ['test/e2e/support/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
