import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { residentMemory } from '../../../../src/proxy/process/residentMemory';

it('says what a process holds, in bytes', async () => {
  const bytes = await residentMemory(process.pid);
  // More than a Node needs to begin, less than any machine has: a wrong unit falls out of it.
  expect(bytes).toBeGreaterThan(10 * 2 ** 20);
  expect(bytes).toBeLessThan(16 * 2 ** 30);
});

it('says nothing of one that is gone', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  expect(await residentMemory(gone.pid ?? 0)).toBeUndefined();
});
