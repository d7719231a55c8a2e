import { parse } from 'smol-toml';
import type { ProjectFacts, RunCommand } from './projectFacts';

/** The ways to run a Python file, the likeliest first. */
export function pythonRunners(facts: ProjectFacts): RunCommand[] {
  const { files, venv } = facts;
  const isPoetry = files.includes('poetry.lock') || /^\[tool\.poetry\]/m.test(facts.manifest ?? '');
  const isUv = files.includes('uv.lock') || /^\[tool\.uv\b/m.test(facts.manifest ?? '');
  const hasProject = files.includes('pyproject.toml');
  return [
    ...inlineScript(facts),
    ...(isUv ? uvRunners(facts) : []),
    ...(venv === undefined ? [] : [venvRunner(facts, venv)]),
    ...(isPoetry ? [poetryRunner(facts)] : []),
    ...(hasProject && !isUv ? uvRunners(facts) : []),
    {
      reason: 'interpreter',
      command: facts.windows ? 'python' : 'python3',
      args: programArgs(facts),
    },
  ];
}

/** A script that names its own dependencies: https://peps.python.org/pep-0723/ */
function inlineScript({ text, file }: ProjectFacts): RunCommand[] {
  if (!/^# \/\/\/ script\s*$/m.test(text)) return [];
  return [{ reason: 'inlineScript', command: 'uv', args: ['run', '--script', file], needs: 'uv' }];
}

function uvRunners(facts: ProjectFacts): RunCommand[] {
  const named = projectScript(facts);
  const tool = fileRunner(facts);
  // The command line of the SDK is an extra of its package.
  const extra = tool === 'mcp' ? ['--with', 'mcp[cli]'] : [];
  const args = tool === undefined ? programArgs(facts) : [...extra, tool, 'run', facts.file];
  const run: RunCommand = {
    reason: 'uvProject',
    command: 'uv',
    // Python is a program of its own only where a module is run.
    args: ['run', ...(args[0] === '-m' ? ['python'] : []), ...args],
    needs: 'uv',
  };
  if (named === undefined) return [run];
  return [{ reason: 'projectScript', command: 'uv', args: ['run', named], needs: 'uv' }, run];
}

function venvRunner(facts: ProjectFacts, venv: string): RunCommand {
  const folder = `${facts.cwd ?? '${workspaceFolder}'}/${venv}/${facts.windows ? 'Scripts' : 'bin'}/`;
  const tool = fileRunner(facts);
  const ending = facts.windows ? '.exe' : '';
  return {
    reason: 'virtualEnvironment',
    command: `${folder}${tool ?? 'python'}${ending}`,
    args: tool === undefined ? programArgs(facts) : ['run', facts.file],
  };
}

function poetryRunner(facts: ProjectFacts): RunCommand {
  const args = ['run', 'python', ...programArgs(facts)];
  return { reason: 'poetry', command: 'poetry', args, needs: 'poetry' };
}

/** A file that makes a server and does not run it is run by a program that comes with its library. */
function fileRunner({ text }: ProjectFacts): 'mcp' | 'fastmcp' | undefined {
  if (!/\b(?:FastMCP|MCPServer)\(/.test(text)) return undefined;
  if (/\.run(?:_\w+)?\(|__main__|\b(?:sse|streamable_http|http)_app\(/.test(text)) return undefined;
  return /^\s*(?:from|import)\s+fastmcp\b/m.test(text) ? 'fastmcp' : 'mcp';
}

/** A file that imports what stands beside it by a dot is part of a package, and runs as its module only. */
function programArgs({ text, file }: ProjectFacts): string[] {
  const isPart = /^\s*from\s+\./m.test(text) || /(?:^|\/)__main__\.py$/.test(file);
  return isPart && file.includes('/') ? ['-m', moduleOf(file)] : [file];
}

/** `src/weather/server.py` is `weather.server`. */
function moduleOf(file: string): string {
  return file
    .replace(/^src\//, '')
    .replace(/(?:\/__main__|\/__init__)?\.py$/, '')
    .replaceAll('/', '.');
}

/** The name under which pyproject.toml makes a command of the file. */
function projectScript({ manifest, file }: ProjectFacts): string | undefined {
  if (manifest === undefined) return undefined;
  try {
    const { project } = parse(manifest) as { project?: { scripts?: Record<string, unknown> } };
    const module = moduleOf(file);
    const found = Object.entries(project?.scripts ?? {}).find(
      ([, target]) => typeof target === 'string' && target.split(':')[0] === module,
    );
    return found?.[0];
  } catch {
    // Half-written, while its author works on it.
    return undefined;
  }
}
