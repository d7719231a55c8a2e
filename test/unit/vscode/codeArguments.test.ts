import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCodeArguments } from '../../vscode/codeArguments.mjs';

describe('parseCodeArguments', () => {
  it('reads what @vscode/test-electron passes, and passes over what it does not know', () => {
    const parsed = parseCodeArguments([
      '/workspace',
      ...['--user-data-dir=/data', '--extensions-dir=/extensions', '--no-sandbox'],
      ...['--disable-gpu-sandbox', '--disable-updates', '--skip-welcome'],
      ...['--disable-workspace-trust', '--extensionTestsPath=/suite.js'],
      ...['--extensionDevelopmentPath=/one', '--extensionDevelopmentPath=/two'],
    ]);
    expect(parsed).toEqual({
      folder: path.resolve('/workspace'),
      userDataDir: path.resolve('/data'),
      extensionsDir: path.resolve('/extensions'),
      extensionTestsPath: path.resolve('/suite.js'),
      extensionDevelopmentPaths: [path.resolve('/one'), path.resolve('/two')],
      workspaceTrust: false,
      logLevel: 'info',
      help: false,
      task: [],
    });
  });

  it('takes values after a space, and relative paths', () => {
    const parsed = parseCodeArguments(['--user-data-dir', 'data', 'folder']);
    expect(parsed.userDataDir).toBe(path.resolve('data'));
    expect(parsed.folder).toBe(path.resolve('folder'));
    expect(parsed.workspaceTrust).toBe(true);
  });

  it('hands tasks without a window to the server', () => {
    const { task } = parseCodeArguments(['--install-extension', 'x.vsix', '--force']);
    expect(task).toEqual(['--install-extension', path.resolve('x.vsix'), '--force']);
    const ids = parseCodeArguments(['--install-extension=a.b', '--list-extensions']);
    expect(ids.task).toEqual(['--install-extension', 'a.b', '--list-extensions']);
  });
});
