import type { ProjectFacts, RunCommand } from './projectFacts';

interface Manifest {
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly bin?: string | Readonly<Record<string, unknown>>;
}

/** Since then `node` runs TypeScript whose types can just be left out: https://nodejs.org/api/typescript.html */
const STRIPS_TYPES = [22, 18] as const;

/** The ways to run a JavaScript or TypeScript file, the likeliest first. */
export function nodeRunners(facts: ProjectFacts): RunCommand[] {
  return [
    ...otherRuntimes(facts),
    ...(facts.language === 'typescript' ? typeScriptRunners(facts) : [plainNode(facts.file)]),
    ...packageScripts(facts),
  ];
}

/** Where the file or its project says that it is not for Node. */
function otherRuntimes({ text, file, files }: ProjectFacts): RunCommand[] {
  const shebang = /^#!.*\b(bun|deno)\b/.exec(text)?.[1];
  const bun: RunCommand = { reason: 'bun', command: 'bun', args: [file], needs: 'bun' };
  const deno: RunCommand = {
    reason: 'deno',
    command: 'deno',
    args: ['run', '-A', file],
    needs: 'deno',
  };
  if (shebang === 'bun') return [{ ...bun, reason: 'shebang' }];
  if (shebang === 'deno') return [{ ...deno, reason: 'shebang' }];
  if (files.includes('bun.lock') || files.includes('bun.lockb')) return [bun];
  return files.includes('deno.json') || files.includes('deno.jsonc') ? [deno] : [];
}

function typeScriptRunners(facts: ProjectFacts): RunCommand[] {
  const { file, programs } = facts;
  const runners: RunCommand[] = [];
  if (programs.includes('tsx')) {
    runners.push({ reason: 'tsx', command: 'npx', args: ['tsx', file], needs: 'tsx' });
  }
  if (stripsTypes(facts)) runners.push({ reason: 'stripTypes', command: 'node', args: [file] });
  if (programs.includes('ts-node')) {
    const args = ['ts-node', file];
    runners.push({ reason: 'tsNode', command: 'npx', args, needs: 'ts-node' });
  }
  const built = facts.built ?? builtOf(facts);
  if (built !== undefined) runners.push({ reason: 'built', command: 'node', args: [built] });
  if (!programs.includes('tsx')) {
    runners.push({ reason: 'tsxDownload', command: 'npx', args: ['-y', 'tsx', file] });
  }
  return runners;
}

function plainNode(file: string): RunCommand {
  return { reason: 'node', command: 'node', args: [file] };
}

function stripsTypes({ nodeVersion, text, file }: ProjectFacts): boolean {
  if (nodeVersion === undefined || /\.[jt]sx$/.test(file)) return false;
  const [major, minor] = nodeVersion;
  const [needsMajor, needsMinor] = STRIPS_TYPES;
  if (major < needsMajor || (major === needsMajor && minor < needsMinor)) return false;
  return !needsCompiler(text);
}

/** What leaving types out does not make JavaScript, and imports that only a compiler resolves. */
function needsCompiler(text: string): boolean {
  const makesCode = /^\s*(?:export\s+)?(?:const\s+)?(?:enum|namespace|module)\s+\w+|^\s*@\w+/m;
  const parameterProperty = /constructor\s*\([^)]*\b(?:private|public|protected|readonly)\s/;
  const importEquals = /^\s*import\s+\w+\s*=/m;
  if ([makesCode, parameterProperty, importEquals].some((one) => one.test(text))) return true;
  const relative = text.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...relative].some(([, path]) => !/\.(?:[cm]?ts|mjs|cjs|json|node|wasm)$/.test(path!));
}

/** The program that package.json says the package is, if it can only be made from this file. */
function builtOf(facts: ProjectFacts): string | undefined {
  const { bin } = readManifest(facts);
  const targets = typeof bin === 'string' ? [bin] : Object.values(bin ?? {});
  const stem = stemOf(facts.file);
  return targets
    .filter((target): target is string => typeof target === 'string')
    .map((target) => target.replace(/^\.\//, ''))
    .find((target) => stemOf(target) === stem && /\.[cm]?js$/.test(target));
}

function stemOf(path: string): string {
  return path
    .split('/')
    .at(-1)!
    .replace(/\.[cm]?[jt]sx?$/, '');
}

/** Scripts that start the file and stay with it: one that watches prints to where messages belong. */
function packageScripts(facts: ProjectFacts): RunCommand[] {
  const { scripts = {} } = readManifest(facts);
  const names = [facts.file, facts.built ?? builtOf(facts)].filter((name) => name !== undefined);
  return Object.entries(scripts).flatMap(([name, line]): RunCommand[] => {
    if (
      typeof line !== 'string' ||
      /\b(?:watch|nodemon|tsc|build|test|lint|inspector)\b/.test(line)
    ) {
      return [];
    }
    if (!names.some((file) => runs(line, file))) return [];
    return [{ reason: 'packageScript', ...scriptRunner(facts, name) }];
  });
}

function runs(line: string, file: string): boolean {
  return line.split(/[\s"']+/).some((word) => word.replace(/^\.\//, '') === file);
}

/** What a package manager prints about a script would stand among the messages. */
function scriptRunner({ files }: ProjectFacts, name: string): Pick<RunCommand, 'command' | 'args'> {
  if (files.includes('pnpm-lock.yaml')) return { command: 'pnpm', args: ['--silent', 'run', name] };
  if (files.includes('yarn.lock')) return { command: 'yarn', args: ['--silent', 'run', name] };
  if (files.includes('bun.lock') || files.includes('bun.lockb')) {
    return { command: 'bun', args: ['--silent', 'run', name] };
  }
  return { command: 'npm', args: ['run', '--silent', name] };
}

function readManifest({ manifest }: ProjectFacts): Manifest {
  try {
    const value: unknown = JSON.parse(manifest ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
