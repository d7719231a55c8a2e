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
    expect(evidence(facts)).toContain('Where: /home/ada/weather/db.js:7:9');
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
