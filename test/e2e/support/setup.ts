// For every file of journeys: a failed journey leaves a picture, and none leaves a process.

import path from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { openVSCodes } from './launchVSCode';

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = path.join('failed', task.name.replace(/[^\w-]+/g, '-').slice(0, 80));
  for (const [index, vscode] of openVSCodes().entries()) {
    const file = await vscode.screenshot(index === 0 ? name : `${name}-${index}`).catch(() => '');
    if (file) console.log(`What the window showed: ${path.relative('.', file)}`);
  }
});

afterAll(async () => {
  for (const vscode of openVSCodes()) await vscode.close();
});
