import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { exited, factsOf, launched, stdio } from './facts';

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

describe('process.package-not-found', () => {
  test.each([
    [
      'npx',
      `
      npm error code E404
      npm error 404 Not Found - GET https://registry.example/@weather%2fserver
      npm error 404
      npm error 404  The requested resource '@weather/server@*' could not be found or you do not have permission to access it.
      npm error 404
      npm error 404 Note that you can also install from a
      npm error 404 tarball, folder, http url, or git url.`,
      '@weather/server',
    ],
    [
      'npx (npm 8)',
      `
      npm ERR! code E404
      npm ERR! 404 Not Found - GET https://registry.example/weather-servre
      npm ERR! 404
      npm ERR! 404  'weather-servre@*' is not in this registry.`,
      'weather-servre',
    ],
    [
      'npx, version',
      `
      npm error code ETARGET
      npm error notarget No matching version found for weather-server@99.0.0.
      npm error notarget In most cases you or one of your dependencies are requesting`,
      'weather-server@99.0.0',
    ],
    [
      'uvx',
      `
        × No solution found when resolving tool dependencies:
        ╰─▶ Because weather-servre was not found in the package registry and you require weather-servre, we can
            conclude that your requirements are unsatisfiable.`,
      'weather-servre',
    ],
    [
      'uvx, version',
      `
        × No solution found when resolving tool dependencies:
        ╰─▶ Because there is no version of weather-server==99.0.0 and you require weather-server==99.0.0, we can
            conclude that your requirements are unsatisfiable.`,
      'weather-server==99.0.0',
    ],
    [
      'uvx, program',
      'An executable named `weather` is not provided by package `cowsay`.\nThe following executables are available:\n- cowsay',
      'weather',
    ],
    [
      'pipx',
      `
      ERROR: Could not find a version that satisfies the requirement weather-servre (from versions: none)
      ERROR: No matching distribution found for weather-servre`,
      'weather-servre',
    ],
    [
      'docker',
      `
      Unable to find image 'mcp/weathr:latest' locally
      docker: Error response from daemon: pull access denied for mcp/weathr, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
      'mcp/weathr',
    ],
    [
      'docker, tag',
      `
      Unable to find image 'mcp/weather:nope' locally
      docker: Error response from daemon: manifest for mcp/weather:nope not found: manifest unknown: manifest unknown.`,
      'mcp/weather:nope',
    ],
    [
      'dnx',
      'error NU1101: Unable to find package Weather.Servr. No packages exist with this id in source(s): feed',
      'Weather.Servr',
    ],
  ])('%s', (_tool, text, name) => {
    const facts = exited(stdio('npx', '-y', 'x'), 1, text);
    expect(diagnose(facts).code).toBe('process.package-not-found');
    expect(diagnose(facts).title).toContain(name);
    expect(evidence(facts)).toContain(name);
  });

  test('not: the registry was not reached', () => {
    const facts = exited(
      stdio('npx', '-y', 'weather-server'),
      1,
      `
      npm error code EAI_AGAIN
      npm error syscall getaddrinfo
      npm error errno EAI_AGAIN
      npm error request to https://registry.example/weather-server failed, reason: getaddrinfo EAI_AGAIN registry.example`,
    );
    expect(diagnose(facts).code).toBe('process.download-failed');
  });

  test('not: the container engine is not running', () => {
    const facts = exited(
      stdio('docker', 'run', '-i', '--rm', 'mcp/weather'),
      125,
      'docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    );
    expect(diagnose(facts).code).toBe('process.daemon-missing');
  });
});

describe('process.module-missing', () => {
  test('Node 24, ES module', () => {
    const facts = exited(
      stdio('node', 'server.mjs'),
      1,
      `
      node:internal/modules/package_json_reader:331
        throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);
              ^

      Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@modelcontextprotocol/sdk' imported from /home/ada/weather/server.mjs
          at Object.getPackageJSONURL (node:internal/modules/package_json_reader:331:9)
          at packageResolve (node:internal/modules/esm/resolve:784:25) {
        code: 'ERR_MODULE_NOT_FOUND'
      }

      Node.js v24.21.0`,
      { install: { command: 'pnpm install', cwd: '/home/ada/weather' } },
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'process.module-missing',
      title: 'Module @modelcontextprotocol/sdk is not installed',
    });
    expect(evidence(facts)).toContain('Imported by: /home/ada/weather/server.mjs');
    expect(actions(facts)).toMatchObject([
      { kind: 'runInTerminal', command: 'pnpm install', cwd: '/home/ada/weather' },
      { kind: 'openFile', path: '/home/ada/weather/server.mjs' },
      { kind: 'openEntry' },
    ]);
  });

  test('Node 20, CommonJS', () => {
    const facts = exited(
      stdio('node', 'server.cjs'),
      1,
      `
      node:internal/modules/cjs/loader:1210
        throw err;
        ^

      Error: Cannot find module 'express'
      Require stack:
      - /home/ada/weather/server.cjs
          at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15) {
        code: 'MODULE_NOT_FOUND',
        requireStack: [ '/home/ada/weather/server.cjs' ]
      }`,
    );
    expect(diagnose(facts).title).toBe('Module express is not installed');
    expect(evidence(facts)).toContain('/home/ada/weather/server.cjs');
  });

  test('the program itself, which was not built', () => {
    const facts = exited(
      stdio('node', 'dist/index.js'),
      1,
      `
      node:internal/modules/cjs/loader:1568
        throw err;
        ^

      Error: Cannot find module '/home/ada/weather/dist/index.js'
          at Module._resolveFilename (node:internal/modules/cjs/loader:1564:15) {
        code: 'MODULE_NOT_FOUND',
        requireStack: []
      }`,
      { install: { command: 'npm install', cwd: '/home/ada/weather' } },
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'process.module-missing',
      title: 'File index.js is missing',
    });
    expect(actions(facts)[0]).toMatchObject({ command: 'npm run build' });
  });

  test.each([
    [
      `
      Traceback (most recent call last):
        File "/home/ada/weather/server.py", line 1, in <module>
          from mcp.server.fastmcp import FastMCP
      ModuleNotFoundError: No module named 'mcp'`,
      'Module mcp is not installed',
    ],
    [
      '/home/ada/.venv/bin/python3: No module named weather_server',
      'Module weather_server is not installed',
    ],
    [
      `
      Traceback (most recent call last):
        File "/home/ada/weather/server.py", line 1, in <module>
          from mcp import Servre
      ImportError: cannot import name 'Servre' from 'mcp' (/home/ada/.venv/lib/python3.11/site-packages/mcp/__init__.py)`,
      'mcp.Servre does not exist',
    ],
    [
      "/usr/bin/python3: can't open file '/home/ada/weather/servre.py': [Errno 2] No such file or directory",
      'File servre.py is missing',
    ],
  ])('Python: %s', (text, title) => {
    const facts = exited(stdio('python3', 'server.py'), 1, text);
    expect(diagnose(facts)).toMatchObject({ code: 'process.module-missing', title });
  });

  test('a Python package is installed with the interpreter that runs the server', () => {
    const facts = exited(
      stdio('/home/ada/.venv/bin/python', 'server.py'),
      1,
      "ModuleNotFoundError: No module named 'mcp.server'",
    );
    expect(actions(facts)[0]).toMatchObject({
      kind: 'runInTerminal',
      command: '/home/ada/.venv/bin/python -m pip install mcp',
    });
  });
});

describe('process.env-missing', () => {
  test.each([
    ['BRAVE_API_KEY', 'Error: BRAVE_API_KEY environment variable is required'],
    ['API_KEY', 'Missing required environment variable: API_KEY'],
    ['GITHUB_TOKEN', 'Please set the GITHUB_TOKEN environment variable'],
    ['SLACK_BOT_TOKEN', 'Please set SLACK_BOT_TOKEN and SLACK_TEAM_ID environment variables'],
    ['DATABASE_URL', 'fatal: DATABASE_URL is not set'],
    ['NOTION_TOKEN', 'Missing NOTION_TOKEN'],
    ['API_KEY', './start.sh: line 3: API_KEY: unbound variable'],
    ['API_KEY', 'sh: 1: API_KEY: parameter not set'],
    ['API_KEY', 'sh: 1: API_KEY: is not set'],
    ['OPENWEATHER_KEY', 'ValueError: environment variable OPENWEATHER_KEY must be set'],
    [
      'API_KEY',
      `
      Traceback (most recent call last):
        File "/home/ada/weather/server.py", line 4, in <module>
          load()
        File "/home/ada/weather/server.py", line 3, in load
          return os.environ["API_KEY"]
                 ~~~~~~~~~~^^^^^^^^^^^
        File "<frozen os>", line 679, in __getitem__
      KeyError: 'API_KEY'`,
    ],
    [
      'API_KEY',
      `
      pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings
      api_key
        Field required [type=missing, input_value={}, input_type=dict]`,
    ],
    [
      'WEATHER_KEY',
      `
      ❌ Invalid environment variables: {
        WEATHER_KEY: [ 'Required' ]
      }`,
    ],
    [
      'API_KEY',
      `
      file:///home/ada/weather/server.mjs:1
      if (!process.env.API_KEY) throw new Error('Missing environment variable: API_KEY');
                                      ^

      Error: Missing environment variable: API_KEY
          at file:///home/ada/weather/server.mjs:1:33`,
    ],
  ])('%s: %s', (name, text) => {
    const facts = exited(stdio(), 1, text);
    expect(diagnose(facts)).toMatchObject({
      code: 'process.env-missing',
      title: `${name} is not set`,
    });
    expect(evidence(facts)).toContain(`Variable: ${name}`);
    expect(actions(facts)[0]).toEqual({ kind: 'setEnvironmentVariable', name });
  });

  test.each([
    'NODE_ENV is not set, defaulting to development',
    "KeyError: 'API_KEY'",
    'Warning: LOG_LEVEL is missing',
    'Error: ERR_INVALID_ARG is not defined',
  ])('not: %s', (text) => {
    expect(diagnose(exited(stdio(), 1, text)).code).not.toBe('process.env-missing');
  });
});

describe('process.usage', () => {
  test.each([
    [
      'usage: weather-server [-h] --port PORT\nweather-server: error: the following arguments are required: --port',
    ],
    ["error: unknown option '--prot'\n(Did you mean --port?)"],
    ['node: bad option: --bogus-flag'],
    ['Usage: mcp-server-filesystem <allowed-directory> [additional-directories...]'],
    ['unknown flag: --bogus\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]'],
    [
      "TypeError [ERR_PARSE_ARGS_UNKNOWN_OPTION]: Unknown option '--prot'\n    at new NodeError (node:internal/errors:405:5)",
    ],
    ['flag provided but not defined: -prot\nUsage of weather:'],
  ])('%s', (text) => {
    const facts = exited(stdio('weather-server', '--prot', '1'), 2, text);
    expect(diagnose(facts).code).toBe('process.usage');
    expect(evidence(facts)).toContain('Arguments: --prot 1');
  });

  test('on stdout', () => {
    const facts = exited(stdio(), 0, '', { noise: ['Usage: weather [options]'] });
    expect(diagnose(facts).code).toBe('process.usage');
  });
});

describe('process.crashed', () => {
  test('Node, with the first frame of the own code', () => {
    const facts = exited(
      stdio('node', 'server.mjs'),
      1,
      `
      file:///home/ada/weather%20app/config.mjs:1
      function loadConfig() { const c = undefined; return c.port; }
                                                            ^

      TypeError: Cannot read properties of undefined (reading 'port')
          at parse (/home/ada/weather app/node_modules/ini/index.js:12:3)
          at loadConfig (file:///home/ada/weather%20app/config.mjs:1:55)
          at file:///home/ada/weather%20app/server.mjs:2:1
          at ModuleJob.run (node:internal/modules/esm/module_job:561:25)

      Node.js v24.21.0`,
    );
    expect(diagnose(facts)).toMatchObject({
      code: 'process.crashed',
      title: "TypeError: Cannot read properties of undefined (reading 'port')",
    });
    expect(actions(facts)[0]).toEqual({
      kind: 'openFile',
      path: '/home/ada/weather app/config.mjs',
      line: 1,
      column: 55,
    });
  });

  test('Node, syntax error', () => {
    const facts = exited(
      stdio('node', 'server.mjs'),
      1,
      `
      file:///home/ada/weather/server.mjs:2



      SyntaxError: Unexpected end of input
          at compileSourceTextModule (node:internal/modules/esm/utils:319:16)
          at ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:89:18)

      Node.js v24.21.0`,
    );
    expect(diagnose(facts).title).toBe('SyntaxError: Unexpected end of input');
    expect(actions(facts)[0]).toMatchObject({ path: '/home/ada/weather/server.mjs', line: 2 });
  });

  test('Node, something thrown that is no error', () => {
    const facts = exited(
      stdio('node', 'server.mjs'),
      1,
      `

      node:internal/modules/run_main:107
          triggerUncaughtException(
          ^
      { code: 3 }

      Node.js v24.21.0`,
    );
    expect(diagnose(facts)).toMatchObject({ code: 'process.crashed' });
    expect(diagnose(facts).title).toContain('{ code: 3 }');
  });

  test('an error that the server caught, logged and died of', () => {
    const facts = exited(
      stdio('node', 'server.js'),
      1,
      `
      Fatal error in main(): Error: Could not connect to the database
          at connect (/home/ada/weather/db.js:7:9)`,
    );
    expect(diagnose(facts).title).toBe('Error: Could not connect to the database');
    expect(evidence(facts)).toContain('At: /home/ada/weather/db.js:7');
  });

  test('Python: the innermost frame of the own code', () => {
    const facts = exited(
      stdio('python3', 'server.py'),
      1,
      `
      Traceback (most recent call last):
        File "/home/ada/weather/server.py", line 4, in <module>
          asyncio.run(main())
        File "/usr/lib/python3.11/asyncio/runners.py", line 190, in run
          return runner.run(main)
                 ^^^^^^^^^^^^^^^^
        File "/home/ada/weather/server.py", line 3, in main
          raise RuntimeError("Could not connect to the database")
      RuntimeError: Could not connect to the database`,
    );
    expect(diagnose(facts).title).toBe('RuntimeError: Could not connect to the database');
    expect(actions(facts)[0]).toMatchObject({ path: '/home/ada/weather/server.py', line: 3 });
  });

  test('Python: an exception group', () => {
    const facts = exited(
      stdio('python3', 'server.py'),
      1,
      `
        + Exception Group Traceback (most recent call last):
        |   File "/home/ada/weather/server.py", line 9, in <module>
        |     anyio.run(main)
        | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
        +-+---------------- 1 ----------------
          | Traceback (most recent call last):
          |   File "/home/ada/weather/server.py", line 5, in work
          |     raise ValueError("no city")
          | ValueError: no city
          +------------------------------------`,
    );
    expect(diagnose(facts).title).toBe('ValueError: no city');
    expect(actions(facts)[0]).toMatchObject({ line: 5 });
  });

  test('Python, syntax error', () => {
    const facts = exited(
      stdio('python3', 'server.py'),
      1,
      `
        File "/home/ada/weather/server.py", line 1
          def x(:
                ^
      SyntaxError: invalid syntax`,
    );
    expect(diagnose(facts).title).toBe('SyntaxError: invalid syntax');
    expect(actions(facts)[0]).toMatchObject({ path: '/home/ada/weather/server.py', line: 1 });
  });

  test.each([
    [
      'Go',
      `
      panic: assignment to entry in nil map

      goroutine 1 [running]:
      main.main()
      	/home/ada/weather/main.go:12 +0x1d
      exit status 2`,
      'panic: assignment to entry in nil map',
      '/home/ada/weather/main.go:12',
    ],
    [
      'Rust',
      `
      thread 'main' panicked at src/main.rs:3:5:
      no config
      note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
      'panic: no config',
      'src/main.rs:3',
    ],
    [
      '.NET',
      `
      Unhandled exception. System.InvalidOperationException: No service
         at Weather.Program.Main(String[] args) in /home/ada/weather/Program.cs:line 12`,
      'System.InvalidOperationException: No service',
      '/home/ada/weather/Program.cs:12',
    ],
  ])('%s', (_language, text, title, at) => {
    const facts = exited(stdio('weather'), 101, text);
    expect(diagnose(facts)).toMatchObject({ code: 'process.crashed', title });
    expect(evidence(facts)).toContain(at);
  });

  test('not: a stack that was logged by a program that ended in good order', () => {
    const text = 'Error: retrying\n    at f (/home/ada/weather/a.js:1:1)';
    expect(diagnose(exited(stdio(), 0, text)).code).toBe('process.exited');
  });
});

describe('process.killed', () => {
  test.each(['SIGKILL', 'SIGSEGV', 'SIGTERM'])('%s', (signal) => {
    const facts = factsOf({ definition: stdio(), exit: { code: null, signal } });
    expect(diagnose(facts)).toMatchObject({
      code: 'process.killed',
      title: `Ended by ${signal}`,
    });
    expect(evidence(facts)).toContain(`Signal: ${signal}`);
  });

  test('a shell reports the signal of its child', () => {
    const facts = exited(stdio('sh', 'start.sh'), 137, 'Killed');
    expect(diagnose(facts)).toMatchObject({ code: 'process.killed', title: 'Ended by SIGKILL' });
  });
});

describe('process.exited', () => {
  test('without a word', () => {
    const facts = exited(stdio(), 3, '');
    expect(diagnose(facts)).toMatchObject({
      code: 'process.exited',
      title: 'Exited with code 3',
    });
    expect(diagnose(facts).explanation).toContain('printed nothing');
  });

  test('with last words', () => {
    const facts = exited(stdio(), 1, 'license expired');
    expect(diagnose(facts).code).toBe('process.exited');
    expect(evidence(facts)).toContain('license expired');
  });

  test('also during the handshake, when nothing shows that it was up', () => {
    const facts = exited(stdio(), 0, '', { handshake: { kind: 'closed' } });
    expect(diagnose(facts).code).toBe('process.exited');
  });

  test('not: it said that it was up', () => {
    const facts = exited(stdio(), 0, 'Weather server running on stdio', {
      handshake: { kind: 'closed' },
    });
    expect(diagnose(facts).code).toBe('mcp.closed-during-handshake');
  });

  test('not: it answered HTTP before', () => {
    const facts = exited(launched(), 0, '', {
      handshake: { kind: 'network', code: 'ECONNRESET', message: 'socket hang up' },
    });
    expect(diagnose(facts).code).toBe('mcp.closed-during-handshake');
  });
});
