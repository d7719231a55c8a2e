const RUNNER =
  /^(node|npx|npm|pnpm|yarn|bunx?|deno|tsx|uvx?|pipx|python\d?|docker|dotnet|exec|dlx|run|tool)(\.exe|\.cmd)?$/i;
const COMMON_FILE = /^(index|main|server|app|cli|dist|build|src|out|lib)$/i;

/** A name for a server: the package or program that its command runs, or the host of its URL. */
export function suggestName(entry: Readonly<Record<string, unknown>>): string {
  const { command, args, url } = entry;
  if (typeof command !== 'string') return hostOf(String(url));
  const words = [command, ...(Array.isArray(args) ? args.map(String) : [])];
  const program = words.find((word) => !word.startsWith('-') && !RUNNER.test(lastPart(word)));
  return cleaned(program ?? command);
}

function hostOf(url: string): string {
  return /^\w+:\/\/(?:[^@/]*@)?([^/?#]+)/.exec(url)?.[1]?.replaceAll(/[[\]]/g, '') ?? 'server';
}

/** The last part of a path that says something, without version, extension and the usual `server-`. */
function cleaned(word: string): string {
  const parts = word
    .split(/[\\/]/)
    .map((part) => part.replace(/(?<=.)@[\w.^~-]+$|\.(?:[cm]?[jt]s|py|exe|cmd|sh)$/, ''))
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const telling = parts.findLast((part) => !COMMON_FILE.test(part)) ?? parts.at(-1) ?? 'server';
  return telling.replace(/^(mcp-)?server-(?=.)|(?<=.)-mcp(-server)?$/g, '');
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}
