/** The languages in which the example server is written. */
export const EXAMPLE_LANGUAGES = ['typescript', 'python'] as const;
export type ExampleLanguage = (typeof EXAMPLE_LANGUAGES)[number];

export interface Example {
  /** Names of its files, in `media/example/<language>`. */
  readonly files: readonly string[];
  /** The one of them that is run. */
  readonly program: string;
}

export const EXAMPLES: Readonly<Record<ExampleLanguage, Example>> = {
  typescript: { files: ['server.ts', 'package.json'], program: 'server.ts' },
  python: { files: ['server.py'], program: 'server.py' },
};
/** The tool that the example has in every language. */
export const EXAMPLE_TOOL = 'roll-dice';

export function isExampleLanguage(value: unknown): value is ExampleLanguage {
  return EXAMPLE_LANGUAGES.some((language) => language === value);
}

/** `wanted`, or with a number the first that is not taken. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = `${wanted}-${count}`;
  return name;
}

/** A program and its arguments that are run before the example can be, in its folder. */
export interface InstallStep {
  readonly command: string;
  readonly args: readonly string[];
}

/** What gets the libraries of the example. `uv` does so by itself when it runs a script. */
export function installSteps(
  language: ExampleLanguage,
  { hasUv, windows }: { readonly hasUv: boolean; readonly windows: boolean },
): readonly InstallStep[] {
  if (language === 'typescript') {
    return [{ command: 'npm', args: ['install', '--no-audit', '--no-fund'] }];
  }
  if (hasUv) return [];
  const python = windows ? '.venv\\Scripts\\python' : '.venv/bin/python';
  return [
    { command: windows ? 'python' : 'python3', args: ['-m', 'venv', '.venv'] },
    { command: python, args: ['-m', 'pip', 'install', 'mcp>=2,<3'] },
  ];
}
