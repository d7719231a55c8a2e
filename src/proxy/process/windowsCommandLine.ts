/** Everything that cmd.exe gives a meaning of its own. */
const META = /([()\][%!^"`<>&|;, *?])/g;

/**
 * How a `.cmd` or `.bat` file is run: only cmd.exe can, and it reads the line twice (once itself, once as the
 * batch file passes `%*` on), hence the double escape. Give both to `spawn` with `windowsVerbatimArguments`.
 */
export function windowsBatch(
  file: string,
  args: readonly string[],
  comspec: string,
): { command: string; args: string[] } {
  const line = [file.replace(META, '^$1'), ...args.map(escapeArgument)].join(' ');
  return { command: comspec, args: ['/d', '/s', '/c', `"${line}"`] };
}

/** Quotes as the C runtime reads them, then carets as cmd.exe does. */
function escapeArgument(argument: string): string {
  const quoted = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, '$1$1');
  return `"${quoted}"`.replace(META, '^$1').replace(META, '^$1');
}

export function isBatch(file: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' && /\.(?:cmd|bat)$/i.test(file);
}
