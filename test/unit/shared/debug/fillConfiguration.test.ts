import { expect, test } from 'vitest';
import { fillConfiguration } from '../../../../src/shared/debug/fillConfiguration';

const values = { port: 3001, pid: 42, url: 'http://127.0.0.1:3001/mcp' };

test('fills in what is known, wherever it stands', () => {
  const configuration = {
    type: 'go',
    request: 'attach',
    processId: '${pid}',
    args: ['--port=${port}', '${workspaceFolder}'],
    env: { PORT: '${port}', SELF: '${url}' },
    stopOnEntry: true,
  };
  expect(fillConfiguration(configuration, values)).toEqual({
    type: 'go',
    request: 'attach',
    processId: 42,
    args: ['--port=3001', '${workspaceFolder}'],
    env: { PORT: '3001', SELF: 'http://127.0.0.1:3001/mcp' },
    stopOnEntry: true,
  });
});

test('leaves what is not known as it is', () => {
  expect(fillConfiguration({ a: '${port}', b: 'x${pid}', c: null }, {})).toEqual({
    a: '${port}',
    b: 'x${pid}',
    c: null,
  });
});
