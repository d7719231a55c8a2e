import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/proxy/diagnosis/diagnose';
import type { LaunchFacts } from '../../../../src/proxy/diagnosis/facts';
import { exited, stdio } from './facts';

function evidence(facts: LaunchFacts): string {
  return diagnose(facts)
    .evidence.map(({ label, value }) => `${label}: ${value}`)
    .join('\n');
}

function actions(facts: LaunchFacts) {
  return diagnose(facts).fixes.map(({ action }) => action);
}

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

  test('the package is installed, not the path in it', () => {
    for (const [module, name] of [
      ['lodash/fp', 'lodash'],
      ['@modelcontextprotocol/sdk/server/mcp.js', '@modelcontextprotocol/sdk'],
    ]) {
      const facts = exited(stdio('node', 'server.js'), 1, `Error: Cannot find module '${module}'`);
      expect(actions(facts)[0]).toMatchObject({ command: `npm install ${name}` });
    }
  });

  test.each([
    "Error: Cannot find module 'x; touch /home/ada/owned'",
    "Error: Cannot find module '$(touch owned)'",
    "Error: Cannot find module '--prefix=/home/ada'",
    "Error: Cannot find package 'x && owned' imported from /home/ada/weather/server.mjs",
    "ModuleNotFoundError: No module named 'x | owned'",
    "ModuleNotFoundError: No module named '`owned`'",
  ])('no shell gets to read what is no name of a package: %s', (text) => {
    const facts = exited(stdio('node', 'server.js'), 1, text);
    expect(diagnose(facts).code).toBe('process.module-missing');
    expect(actions(facts)).not.toContainEqual(expect.objectContaining({ kind: 'runInTerminal' }));
  });

  test('a percent sign in a file URL may stand for itself', () => {
    const facts = exited(
      stdio('node', 'server.js'),
      1,
      "Error: Cannot find module 'file:///home/ada/100%/x.js'",
    );
    expect(diagnose(facts).title).toBe('File x.js is missing');
  });
});
