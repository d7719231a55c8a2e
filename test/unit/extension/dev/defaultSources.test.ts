import { describe, expect, it } from 'vitest';
import { defaultSources } from '../../../../src/extension/dev/defaultSources';
import type { Files } from '../../../../src/extension/dev/programFile';
import { sourceMatcher } from '../../../../src/extension/dev/sources';
import type { RunSpec } from '../../../../src/shared/model/server';

const ROOT = '/home/ada/app';

/** A disk that holds these files, by their paths in the project or absolute ones. */
function disk(files: Readonly<Record<string, string>>): Files {
  const all = new Map(
    Object.entries(files).map(([name, text]) => [
      name.startsWith('/') ? name : `${ROOT}/${name}`,
      text,
    ]),
  );
  return {
    isFile: async (file) => all.has(file),
    read: async (file) => all.get(file),
  };
}

async function watched(
  commandLine: string,
  files: Readonly<Record<string, string>>,
  { isBuilt = false, more = {} }: { isBuilt?: boolean; more?: Partial<RunSpec> } = {},
) {
  const [command = '', ...args] = commandLine.split(' ');
  const run = { command, args, cwd: ROOT, env: {}, ...more };
  const sources = await defaultSources(run, { isBuilt, workspace: [ROOT] }, disk(files));
  const matches = sourceMatcher(sources);
  return (...names: string[]) =>
    names.filter((name) => matches(name.startsWith('/') ? name : `${ROOT}/${name}`));
}

const NODE = { 'package.json': '{}' };

describe('what is watched of a server that does not say it', () => {
  it.each([
    'node src/server.ts',
    'npx tsx src/server.ts',
    'npx -y tsx --env-file=.env ./src/server.ts --port 3000',
    'bun run src/server.ts',
    'deno run -A src/server.ts',
    '/usr/bin/node --import tsx /home/ada/app/src/server.ts',
  ])('the sources of the package: %s', async (commandLine) => {
    const of = await watched(commandLine, { ...NODE, 'src/server.ts': '' });
    expect(
      of(
        'src/server.ts',
        'src/tools/a.mts',
        'src/data.json',
        'src/node_modules/x/a.js',
        'test/a.ts',
      ),
    ).toEqual(['src/server.ts', 'src/tools/a.mts']);
    expect(of('node_modules/x/a.js', '.git/a.js', 'dist/a.js', 'build/a.js')).toEqual([]);
  });

  it('what is beside a script at the root, but nothing installed, built or hidden away', async () => {
    const of = await watched('node server.js', { ...NODE, 'server.js': '' });
    expect(of('server.js', 'lib/a.js', 'src/b.ts', 'dist/c.js', 'node_modules/x/d.js')).toEqual([
      'server.js',
      'lib/a.js',
      'src/b.ts',
    ]);
  });

  it('what is built, if that is what runs', async () => {
    const files = { ...NODE, 'dist/server.js': '', 'src/server.ts': '' };
    const of = await watched('node dist/server.js', files);
    expect(of('dist/server.js', 'dist/tools/a.js', 'src/server.ts')).toEqual([
      'dist/server.js',
      'dist/tools/a.js',
    ]);
    const built = await watched('node dist/server.js', files, { isBuilt: true });
    expect(built('dist/server.js', 'src/server.ts', 'src/tools/a.ts')).toEqual([
      'src/server.ts',
      'src/tools/a.ts',
    ]);
  });

  it('what a script of package.json runs', async () => {
    const scripts = { start: 'tsx "src/main.ts"', dev: 'tsx watch src/main.ts' };
    const files = { 'package.json': JSON.stringify({ scripts }), 'src/main.ts': '' };
    const of = await watched('npm run --silent start', files);
    expect(of('src/main.ts', 'src/a.ts', 'other/a.ts')).toEqual(['src/main.ts', 'src/a.ts']);
    expect((await watched('npm run dev', files))('src/main.ts')).toEqual([]);
  });

  it.each([
    ['uv run server.py', 'server.py'],
    ['python -m weather', 'weather/__main__.py'],
    ['python -m weather.server', 'src/weather/server.py'],
    ['uv run weather-server', 'weather/server.py'],
    ['uv run --directory /home/ada/app mcp run server.py:app', 'server.py'],
  ])('Python: %s', async (commandLine, script) => {
    const of = await watched(commandLine, { 'pyproject.toml': '', [script]: '' });
    expect(of(script, '.venv/lib/a.py', '__pycache__/b.py')).toEqual([script]);
  });

  it('the package in the folder that the command names', async () => {
    const files = { 'server/package.json': '{}', 'server/src/a.ts': '' };
    const of = await watched('npm --prefix server start', files);
    expect(of('server/src/a.ts', 'server/index.js', 'src/b.ts')).toEqual([
      'server/src/a.ts',
      'server/index.js',
    ]);
  });

  it('what is compiled as it runs', async () => {
    const of = await watched('go run .', { 'go.mod': '' });
    expect(of('main.go', 'tools/a.go', 'README.md')).toEqual(['main.go', 'tools/a.go']);
  });

  it.each([
    'node --watch src/server.ts',
    'npx tsx watch src/server.ts',
    'nodemon src/server.ts',
    'bun --hot src/server.ts',
    'npx -y @modelcontextprotocol/server-everything',
    'docker run -i weather',
    'uvx mcp-server-git',
    'npm exec -y some-server',
    'pnpm dlx some-server',
    'uv tool run some-server',
  ])('nothing where it restarts itself or is nobody’s here: %s', async (commandLine) => {
    const of = await watched(commandLine, { ...NODE, 'pyproject.toml': '', 'src/server.ts': '' });
    expect(of('src/server.ts', 'anything.ts', 'a.py')).toEqual([]);
  });

  it('a script outside of the workspace alone, without what is beside it', async () => {
    const of = await watched('node /home/ada/bin/tool.js', { '/home/ada/bin/tool.js': '' });
    expect(of('/home/ada/bin/tool.js', '/home/ada/bin/other.js')).toEqual([
      '/home/ada/bin/tool.js',
    ]);
  });

  it('the file of its environment', async () => {
    const more = { envFile: '/home/ada/app/.env' };
    const of = await watched('node server.js', { ...NODE, 'server.js': '' }, { more });
    expect(of('.env', '.env.local')).toEqual(['.env']);
  });
});
