/** Files that tell how the project around a server's file is run. */
export const PROJECT_FILES = [
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'Pipfile',
  'requirements.txt',
  'setup.py',
  'package.json',
  'bun.lock',
  'bun.lockb',
  'pnpm-lock.yaml',
  'yarn.lock',
  'deno.json',
  'deno.jsonc',
] as const;
export type ProjectFile = (typeof PROJECT_FILES)[number];

/** Programs that may run a file; where the project installs them, they are found in it. */
export const RUNNER_PROGRAMS = ['uv', 'poetry', 'tsx', 'ts-node', 'bun', 'deno'] as const;
export type RunnerProgram = (typeof RUNNER_PROGRAMS)[number];

export type SourceLanguage = 'python' | 'typescript' | 'javascript';

/** What is known of a file and of the project that it belongs to. Paths are written with `/`. */
export interface ProjectFacts {
  readonly language: SourceLanguage;
  /** From the project's folder. */
  readonly file: string;
  /** What the file holds. */
  readonly text: string;
  /** The project's folder, as an entry's `cwd` has it; absent where it is the workspace folder itself. */
  readonly cwd?: string;
  readonly windows: boolean;
  /** Those that stand in the project's folder. */
  readonly files: readonly ProjectFile[];
  /** Text of `pyproject.toml` or `package.json`. */
  readonly manifest?: string;
  /** A virtual environment's folder, from the project's. */
  readonly venv?: string;
  readonly programs: readonly RunnerProgram[];
  /** Of the `node` on the path: major and minor version. */
  readonly nodeVersion?: readonly [major: number, minor: number];
  /** What the compiler made of the file, from the project's folder. */
  readonly built?: string;
}

/** Why a way to run a file is proposed. */
export type RunnerReason =
  | 'inlineScript'
  | 'uvProject'
  | 'projectScript'
  | 'virtualEnvironment'
  | 'poetry'
  | 'interpreter'
  | 'shebang'
  | 'tsx'
  | 'tsxDownload'
  | 'tsNode'
  | 'stripTypes'
  | 'node'
  | 'built'
  | 'packageScript'
  | 'bun'
  | 'deno';

/** A command that runs a file, without what its transport needs. */
export interface RunCommand {
  readonly reason: RunnerReason;
  readonly command: string;
  readonly args: readonly string[];
  /** The program that must be there; one that is missing comes after those that are. */
  readonly needs?: RunnerProgram;
}
