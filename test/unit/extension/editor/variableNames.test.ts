import { describe, expect, it } from 'vitest';
import { variableAt, variableNames } from '../../../../src/extension/editor/variableNames';
import { english } from '../words';

const context = {
  variables: 'vscode',
  inputs: [{ id: 'key', description: 'The key' }],
  folders: [],
  environment: ['VSCODE_PID', 'HOME', 'API_KEY'],
  hasPort: false,
} as const;
const names = (more: Partial<Parameters<typeof variableNames>[0]> = {}) =>
  variableNames({ ...context, ...more }, english).map(({ text }) => text);

describe('variableNames', () => {
  it('has those of the file first, then those of VS Code, then the environment', () => {
    expect(names()).toEqual([
      '${input:key}',
      '${workspaceFolder}',
      '${workspaceFolderBasename}',
      '${userHome}',
      '${/}',
      '${env:API_KEY}',
      '${env:HOME}',
    ]);
  });

  it('names the folders of a workspace that has several, and the port where one is chosen', () => {
    expect(names({ folders: ['a', 'b'], hasPort: true })).toEqual(
      expect.arrayContaining(['${workspaceFolder:a}', '${workspaceFolder:b}', '${port}']),
    );
  });

  it('knows for each client its own alone', () => {
    expect(names({ variables: 'claude' })).toContain('${API_KEY}');
    expect(names({ variables: 'env', inputs: [] })).toEqual(['${env:API_KEY}', '${env:HOME}']);
    expect(names({ variables: 'gemini', inputs: [] })).toEqual(['${API_KEY}', '${HOME}']);
    expect(names({ variables: 'none', inputs: [] })).toEqual([]);
  });
});

describe('variableAt', () => {
  const at = (marked: string) => variableAt(marked.replace('^', ''), marked.indexOf('^'));

  it.each([
    ['"$^"', 1, 2],
    ['"${^"', 1, 3],
    ['"${env:^}"', 1, 8],
    ['"${en^v:HOME}/x"', 1, 12],
    ['"${a}/${in^"', 6, 10],
    // What follows belongs to the text, not to the variable.
    ['"${env:^/bin"', 1, 7],
  ])('finds in %s the variable that is begun', (line, start, end) => {
    expect(at(line)).toEqual({ start, end });
  });

  it.each(['"^"', '"${a}^"', '"$HOME ^"'])('finds none in %s', (line) => {
    expect(at(line)).toBeUndefined();
  });
});
