import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { exited, factsOf, stdio } from './facts';

function evidence(facts: LaunchFacts): string {
  return diagnose(facts)
    .evidence.map(({ label, value }) => `${label}: ${value}`)
    .join('\n');
}

function actions(facts: LaunchFacts) {
  return diagnose(facts).fixes.map(({ action }) => action);
}

const command = {
  asWritten: 'npx',
  searchedPath: ['/usr/bin', '/bin'],
  foundElsewhere: [],
  nearNames: [],
};

describe('process.command-not-found', () => {
  test('a program that is not on the PATH but in a version manager', () => {
    const path = '/home/ada/.nvm/versions/node/v24.1.0/bin/npx';
    const facts = factsOf({
      definition: stdio('npx', '-y', 'weather'),
      step: 'config',
      command: { ...command, foundElsewhere: [path] },
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'process.command-not-found',
      title: 'Command npx not found',
    });
    expect(evidence(facts)).toContain(path);
    expect(evidence(facts)).toContain('Searched: /usr/bin:/bin');
    expect(actions(facts)).toContainEqual({
      kind: 'editEntry',
      edits: [{ path: ['command'], value: path }],
    });
  });

  test('a misspelt program', () => {
    const facts = factsOf({
      definition: stdio('ndoe', 'server.js'),
      step: 'config',
      command: { ...command, asWritten: 'ndoe', nearNames: ['node'] },
    });
    expect(diagnose(facts).code).toBe('process.command-not-found');
    expect(actions(facts)[0]).toEqual({
      kind: 'editEntry',
      edits: [{ path: ['command'], value: 'node' }],
    });
  });

  test('ENOENT of the spawn itself', () => {
    const facts = factsOf({
      definition: stdio('npx'),
      spawnError: { code: 'ENOENT', message: 'spawn npx ENOENT' },
      command,
    });
    expect(diagnose(facts).code).toBe('process.command-not-found');
  });

  test('arguments written into the command', () => {
    const facts = factsOf({
      definition: stdio('node server.js', '--verbose'),
      step: 'config',
      command: { ...command, asWritten: 'node server.js', words: ['node', 'server.js'] },
    });
    expect(diagnose(facts).code).toBe('process.command-not-found');
    expect(actions(facts)[0]).toEqual({
      kind: 'editEntry',
      edits: [
        { path: ['command'], value: 'node' },
        { path: ['args'], value: ['server.js', '--verbose'] },
      ],
    });
  });

  test.each([
    ['sh', 'sh: 1: weather-server: not found'],
    ['bash', 'bash: line 1: weather-server: command not found'],
    ['zsh', 'zsh:1: command not found: weather-server'],
    ['a script', './start.sh: 2: weather-server: not found'],
  ])('127 of %s', (_shell, text) => {
    const facts = exited(stdio('sh', '-c', 'weather-server'), 127, text);
    expect(diagnose(facts)).toMatchObject({
      code: 'process.command-not-found',
      title: 'Command weather-server not found',
    });
  });

  test('cmd.exe', () => {
    const facts = exited(
      stdio('cmd', '/c', 'weather-server'),
      1,
      "'weather-server' is not recognized as an internal or external command,\noperable program or batch file.",
      { platform: 'win32' },
    );
    expect(diagnose(facts).code).toBe('process.command-not-found');
  });

  test('uv run of a program that is not there', () => {
    const facts = exited(
      stdio('uv', 'run', 'weather-server'),
      2,
      'error: Failed to spawn: `weather-server`\n  Caused by: No such file or directory (os error 2)',
    );
    expect(diagnose(facts).title).toBe('Command weather-server not found');
  });

  test('not: exit code 127 without a shell saying so', () => {
    expect(diagnose(exited(stdio(), 127, 'weather: giving up')).code).toBe('process.exited');
  });
});

describe('process.not-executable', () => {
  test('EACCES', () => {
    const facts = factsOf({
      definition: stdio('./server.py'),
      spawnError: { code: 'EACCES', message: 'spawn /home/ada/weather/server.py EACCES' },
      command: {
        ...command,
        asWritten: './server.py',
        resolved: '/home/ada/weather/server.py',
        mode: 0o644,
        fileKind: 'script',
      },
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'process.not-executable',
      title: 'server.py is not executable',
    });
    expect(evidence(facts)).toContain('Mode: 0644');
    expect(actions(facts)).toMatchObject([
      { kind: 'makeExecutable', path: '/home/ada/weather/server.py' },
      {
        edits: [
          { path: ['command'], value: 'python3' },
          { path: ['args'], value: ['/home/ada/weather/server.py'] },
        ],
      },
      { kind: 'openEntry' },
    ]);
  });

  test('126 of a shell', () => {
    const facts = exited(stdio('sh', '-c', './a.mjs'), 126, 'sh: 1: ./a.mjs: Permission denied');
    expect(diagnose(facts).code).toBe('process.not-executable');
    expect(evidence(facts)).toContain('./a.mjs');
    // Relative to where the server runs, not to where the fix is carried out.
    expect(actions(facts)[0]).toEqual({
      kind: 'makeExecutable',
      path: '/home/ada/weather/a.mjs',
    });
  });

  test('a folder', () => {
    const facts = factsOf({
      definition: stdio('./weather'),
      spawnError: { code: 'EACCES', message: 'spawn /home/ada/weather EACCES' },
      command: { ...command, resolved: '/home/ada/weather', fileKind: 'folder' },
    });
    expect(diagnose(facts).title).toBe('weather is a folder');
  });

  test('a text without a #! line, which the shell took for its own', () => {
    const file = '/home/ada/weather/server.js';
    const facts = exited(
      stdio('./server.js'),
      2,
      `${file}: 1: import: not found\n${file}: 2: Syntax error: "(" unexpected`,
      { command: { ...command, resolved: file, fileKind: 'text', mode: 0o755 } },
    );
    expect(diagnose(facts).code).toBe('process.not-executable');
    expect(diagnose(facts).fixes[0]?.title).toBe('Run it with node');
  });

  test('a binary of another machine', () => {
    const facts = factsOf({
      definition: stdio('./server'),
      spawnError: { code: 'ENOEXEC', message: 'spawn ./server ENOEXEC' },
      command: { ...command, resolved: '/home/ada/weather/server', fileKind: 'binary' },
    });
    expect(diagnose(facts).code).toBe('process.not-executable');
  });
});

describe('process.interpreter-missing', () => {
  test('ENOENT, but the file is there', () => {
    const facts = factsOf({
      definition: stdio('./server'),
      spawnError: { code: 'ENOENT', message: 'spawn ./server ENOENT' },
      command: {
        ...command,
        asWritten: './server',
        resolved: '/home/ada/weather/server',
        interpreter: { path: '/usr/bin/python3.9', exists: false },
      },
    });
    expect(diagnose(facts)).toMatchObject({
      code: 'process.interpreter-missing',
      title: 'Interpreter python3.9 of server not found',
    });
    expect(evidence(facts)).toContain('/usr/bin/python3.9');
  });

  test.each([
    ['/usr/bin/env: ‘deno’: No such file or directory', 'deno'],
    ['env: deno: No such file or directory', 'deno'],
    ['bash: ./server: /usr/bin/deno: bad interpreter: No such file or directory', 'deno'],
  ])('127: %s', (text, name) => {
    const facts = exited(stdio('./server'), 127, text, {
      command: { ...command, asWritten: './server', resolved: '/home/ada/weather/server' },
    });
    expect(diagnose(facts).code).toBe('process.interpreter-missing');
    expect(diagnose(facts).title).toContain(name);
  });

  test('a carriage return at the end of the #! line', () => {
    const text =
      '/usr/bin/env: ‘node\\r’: No such file or directory\n/usr/bin/env: use -[v]S to pass options in shebang lines';
    const facts = exited(stdio('./server.js'), 127, text, {
      command: { ...command, asWritten: './server.js', resolved: '/home/ada/weather/server.js' },
    });
    expect(diagnose(facts).code).toBe('process.interpreter-missing');
    expect(diagnose(facts).explanation).toContain('carriage return');
    expect(actions(facts)[0]).toMatchObject({ kind: 'openFile', line: 1 });
  });
});
