import { expect, test } from 'vitest';
import { createChecklistView } from '../../../src/cli/checklistView';
import { createStyle } from '../../../src/cli/style';
import type { LaunchStep } from '../../../src/shared/model/launch';
import type { ServerSnapshot } from '../../../src/shared/model/state';

const snapshot = (steps: readonly LaunchStep[]): ServerSnapshot => ({
  id: 'a',
  name: 'a',
  state: { status: 'starting', step: 'process' },
  launch: { id: '1', startedAt: 0, deadline: 1, steps },
  warnings: [],
});

test('elsewhere than on a terminal, a step that fails after it had passed is printed again', () => {
  const written: string[] = [];
  const view = createChecklistView({ write: (text) => written.push(text) }, createStyle(false));
  const mcp = { id: 'mcp', status: 'running', attempts: 1 } as const;
  view.show(snapshot([{ id: 'process', status: 'passed', attempts: 1 }, mcp]));
  view.show(snapshot([{ id: 'process', status: 'passed', attempts: 1 }, mcp]));
  view.show(
    snapshot([
      { id: 'process', status: 'failed', attempts: 1 },
      { id: 'mcp', status: 'skipped', attempts: 1 },
    ]),
  );
  expect(written.map((line) => line.trim())).toEqual(['✓ process', '✗ process', '- mcp']);
});
