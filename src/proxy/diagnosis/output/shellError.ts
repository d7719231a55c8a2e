export interface ShellError {
  readonly kind: 'notFound' | 'notExecutable' | 'interpreter';
  /** The command or interpreter, as the shell names it. */
  readonly name: string;
  readonly line: string;
}

const PATTERNS: readonly { readonly kind: ShellError['kind']; readonly text: RegExp }[] = [
  // bash: ./x: /usr/bin/nope: bad interpreter: No such file or directory
  { kind: 'interpreter', text: /: ([^:]+): bad interpreter: / },
  { kind: 'interpreter', text: /: ([^:]+): cannot execute: required file not found/ },
  {
    kind: 'interpreter',
    text: /^(?:\/usr\/bin\/)?env: [‘'"]?(.+?)[’'"]?: No such file or directory/,
  },
  { kind: 'notFound', text: /^zsh:\d*:? command not found: (.+)$/ },
  { kind: 'notFound', text: /^[^:]+: (?:line )?(?:\d+: )?([^:]+): (?:command )?not found$/ },
  { kind: 'notFound', text: /^[^:]+: (?:line )?(?:\d+: )?([^:]+): No such file or directory$/ },
  { kind: 'notFound', text: /^'(.+)' is not recognized as an internal or external command/ },
  { kind: 'notFound', text: /^error: Failed to spawn: `(.+)`$/ },
  {
    kind: 'notExecutable',
    text: /^[^:]+: (?:line )?(?:\d+: )?([^:]+): (?:Permission denied|Exec format error|cannot execute(?: binary file)?.*)$/,
  },
];

/** What a shell, `env` or `uv run` prints when it cannot start a program. */
export function shellError(lines: readonly string[]): ShellError | undefined {
  for (const line of lines) {
    for (const { kind, text } of PATTERNS) {
      const name = text.exec(line)?.[1];
      if (name) return { kind, name, line };
    }
  }
  return undefined;
}
