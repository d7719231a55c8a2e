import { describe, expect, it } from 'vitest';
import type { ProjectFacts } from '../../../../src/shared/adding/projectFacts';
import { proposeRunners } from '../../../../src/shared/adding/proposeRunners';

const PYTHON: ProjectFacts = {
  language: 'python',
  file: 'server.py',
  text: 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\nmcp.run()\n',
  windows: false,
  files: [],
  programs: ['uv', 'poetry'],
};
const TYPESCRIPT: ProjectFacts = {
  language: 'typescript',
  file: 'src/server.ts',
  text: "import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\n",
  windows: false,
  files: ['package.json'],
  programs: [],
};

/** Each way as people write it, with the reason for it. */
function ways(facts: ProjectFacts): string[] {
  return proposeRunners(facts).map(
    ({ reason, entry }) => `${reason}: ${[entry.command, ...entry.args].join(' ')}`,
  );
}

describe('running a Python file', () => {
  it('takes what its project is run with first, and any Python last', () => {
    expect(ways({ ...PYTHON, files: ['pyproject.toml', 'uv.lock'], venv: '.venv' })).toEqual([
      'uvProject: uv run server.py',
      'virtualEnvironment: ${workspaceFolder}/.venv/bin/python server.py',
      'interpreter: python3 server.py',
    ]);
  });

  it('takes the environment before uv where nothing says that the project is for uv', () => {
    expect(ways({ ...PYTHON, files: ['pyproject.toml'], venv: 'venv' })[0]).toBe(
      'virtualEnvironment: ${workspaceFolder}/venv/bin/python server.py',
    );
  });

  it('puts a program that is missing behind those that are there', () => {
    const found = ways({ ...PYTHON, files: ['uv.lock'], venv: '.venv', programs: [] });
    expect(found[0]).toMatch(/^virtualEnvironment/);
    expect(found.at(-1)).toBe('uvProject: uv run server.py');
  });

  it('runs a script that names its dependencies by them', () => {
    const text = `# /// script\n# dependencies = ["mcp"]\n# ///\n${PYTHON.text}`;
    expect(ways({ ...PYTHON, text })[0]).toBe('inlineScript: uv run --script server.py');
  });

  it('takes the command that pyproject.toml makes of the file', () => {
    const manifest = '[project]\nname = "w"\n[project.scripts]\nweather = "weather.server:main"\n';
    const file = 'src/weather/server.py';
    expect(ways({ ...PYTHON, file, files: ['pyproject.toml', 'uv.lock'], manifest })[0]).toBe(
      'projectScript: uv run weather',
    );
  });

  it('runs a file of a package as its module', () => {
    const facts = {
      ...PYTHON,
      file: 'weather/server.py',
      text: 'from .api import get\nget().run()',
    };
    expect(ways({ ...facts, files: ['uv.lock'] })).toEqual([
      'uvProject: uv run python -m weather.server',
      'interpreter: python3 -m weather.server',
    ]);
  });

  it('leaves a server that nobody runs to the program of its library', () => {
    const text = 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n';
    expect(ways({ ...PYTHON, text, files: ['uv.lock'] })[0]).toBe(
      'uvProject: uv run --with mcp[cli] mcp run server.py',
    );
    const other = 'from fastmcp import FastMCP\nmcp = FastMCP("x")\n';
    expect(ways({ ...PYTHON, text: other, venv: '.venv' })[0]).toBe(
      'virtualEnvironment: ${workspaceFolder}/.venv/bin/fastmcp run server.py',
    );
  });

  it('knows where Windows has its Python', () => {
    expect(ways({ ...PYTHON, windows: true, venv: '.venv', cwd: '${workspaceFolder}/a' })).toEqual([
      'virtualEnvironment: ${workspaceFolder}/a/.venv/Scripts/python.exe server.py',
      'interpreter: python server.py',
    ]);
  });

  it('reads a project file that is not finished', () => {
    expect(ways({ ...PYTHON, files: ['pyproject.toml'], manifest: '[project\nname' })[0]).toBe(
      'uvProject: uv run server.py',
    );
  });
});

describe('running a TypeScript file', () => {
  it('takes tsx where the project has it', () => {
    expect(ways({ ...TYPESCRIPT, programs: ['tsx'], nodeVersion: [24, 1] })).toEqual([
      'tsx: npx tsx src/server.ts',
      'stripTypes: node src/server.ts',
    ]);
  });

  it.each([
    [[24, 0], true],
    [[22, 18], true],
    [[22, 17], false],
    [[20, 19], false],
  ] as const)('Node %j leaves types out: %s', (nodeVersion, does) => {
    const found = ways({ ...TYPESCRIPT, nodeVersion });
    expect(found.includes('stripTypes: node src/server.ts')).toBe(does);
  });

  it.each([
    'enum Level { Low }',
    'export const enum Level { Low }',
    'class A { constructor(private readonly b: B) {} }',
    "import fs = require('node:fs');",
    '@injectable()\nclass A {}',
    "import { a } from './a';",
    "import { a } from './a.js';",
  ])('does not leave it to Node where that needs a compiler: %s', (text) => {
    expect(ways({ ...TYPESCRIPT, text, nodeVersion: [24, 0] })[0]).toBe(
      'tsxDownload: npx -y tsx src/server.ts',
    );
  });

  it('runs what the compiler made, also where only package.json tells of it', () => {
    expect(ways({ ...TYPESCRIPT, built: 'dist/server.js' })[0]).toBe('built: node dist/server.js');
    const manifest = JSON.stringify({ bin: { weather: './build/server.js' } });
    expect(ways({ ...TYPESCRIPT, manifest })[0]).toBe('built: node build/server.js');
  });

  it('offers scripts that run the file, silently, and none that watches or builds', () => {
    const scripts = {
      start: 'node dist/server.js --quiet',
      dev: 'tsx watch src/server.ts',
      serve: 'tsx ./src/server.ts',
      build: 'tsc -p src/server.ts',
    };
    const facts = { ...TYPESCRIPT, built: 'dist/server.js', manifest: JSON.stringify({ scripts }) };
    expect(ways(facts).filter((way) => way.startsWith('packageScript'))).toEqual([
      'packageScript: npm run --silent start',
      'packageScript: npm run --silent serve',
    ]);
    expect(ways({ ...facts, files: ['package.json', 'pnpm-lock.yaml'] }).at(-1)).toBe(
      'packageScript: pnpm --silent run serve',
    );
  });

  it('takes Bun and Deno where the project is theirs', () => {
    expect(ways({ ...TYPESCRIPT, files: ['bun.lock'], programs: ['bun'] })[0]).toBe(
      'bun: bun src/server.ts',
    );
    expect(ways({ ...TYPESCRIPT, files: ['deno.json'], programs: ['deno'] })[0]).toBe(
      'deno: deno run -A src/server.ts',
    );
    const text = '#!/usr/bin/env -S deno run -A\n';
    expect(ways({ ...TYPESCRIPT, text, programs: ['deno'] })[0]).toMatch(/^shebang: deno/);
  });
});

describe('what the entry is', () => {
  const entryOf = (facts: ProjectFacts) => proposeRunners(facts)[0]!.entry;

  it('runs in the folder of the project', () => {
    const cwd = '${workspaceFolder}/packages/weather';
    const facts: ProjectFacts = { ...TYPESCRIPT, language: 'javascript', file: 'server.mjs', cwd };
    expect(entryOf(facts)).toEqual({ type: 'stdio', command: 'node', args: ['server.mjs'], cwd });
  });

  it('is started on a free port where the file serves over HTTP and takes its port from a variable', () => {
    const text = 'new StreamableHTTPServerTransport();\napp.listen(Number(process.env.MCP_PORT));';
    expect(entryOf({ ...TYPESCRIPT, language: 'javascript', file: 'http.mjs', text })).toEqual({
      type: 'http',
      url: 'http://127.0.0.1:${port}/mcp',
      command: 'node',
      args: ['http.mjs'],
      env: { MCP_PORT: '${port}' },
      port: 'auto',
    });
  });

  it('is reached at the port that the file fixes, or that its library has', () => {
    const text = "new NodeStreamableHTTPServerTransport();\nserver.listen(3123, '127.0.0.1');";
    expect(entryOf({ ...TYPESCRIPT, text }).url).toBe('http://127.0.0.1:3123/mcp');
    const python = 'from mcp.server.fastmcp import FastMCP\nFastMCP("x").run(transport="sse")';
    expect(entryOf({ ...PYTHON, text: python })).toMatchObject({
      type: 'sse',
      url: 'http://127.0.0.1:8000/sse',
    });
  });

  it('is stdio where the file can do both', () => {
    const text = 'new StreamableHTTPServerTransport(); new StdioServerTransport();';
    expect(entryOf({ ...TYPESCRIPT, text }).url).toBeUndefined();
  });
});
