import { defineConfig } from 'vitest/config';

/** `npm run soak`: too heavy for `npm test`, which starts fewer servers at once (test/integration/engine). */
export default defineConfig({
  test: {
    name: 'soak',
    include: ['test/soak/**/*.soak.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
