import { expect, it } from 'vitest';
import { knownInputs } from '../../../../src/extension/inputs/knownInputs';
import type { InputDefinition } from '../../../../src/shared/config/serverEntry';

const input = (id: string): InputDefinition => ({ id, type: 'promptString', password: false });

it('joins what is declared with what is answered, and keeps answers of inputs that are gone', () => {
  const declared = [
    { scope: 'vscode', label: '.vscode/mcp.json', inputs: [input('key'), input('new')] },
    { scope: 'root', label: '.mcp.json', inputs: [input('key')] },
  ];
  const stored = [
    { scope: 'root', id: 'old', value: 'x' },
    { scope: 'vscode', id: 'key' },
    { scope: 'gone', id: 'key', value: 'y' },
  ];
  const told = knownInputs(declared, stored).map(
    ({ label, id, input: declaration, stored: answer }) => [
      `${label} ${id}`,
      declaration !== undefined,
      answer === undefined ? 'open' : (answer.value ?? 'secret'),
    ],
  );
  expect(told).toEqual([
    ['.vscode/mcp.json key', true, 'secret'],
    ['.vscode/mcp.json new', true, 'open'],
    ['.mcp.json key', true, 'open'],
    ['.mcp.json old', false, 'x'],
    ['gone key', false, 'y'],
  ]);
});
