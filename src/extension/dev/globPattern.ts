/**
 * A glob as VS Code writes them (`*`, `?`, `**`, `{a,b}`, `[a-z]`) for paths with slashes, relative to a folder.
 * What cannot be understood as a glob stands for itself.
 */
export function globPattern(glob: string, ignoreCase = false): RegExp {
  const bare = glob.replaceAll('\\', '/').replace(/^\.\//, '');
  return new RegExp(`^${translate(bare)}$`, ignoreCase ? 'iu' : 'u');
}

function translate(glob: string): string {
  let pattern = '';
  for (let at = 0; at < glob.length; ) {
    const [part, length] = next(glob, at);
    pattern += part;
    at += length;
  }
  return pattern;
}

/** The pattern for what stands at `at`, and how many characters it takes. */
function next(glob: string, at: number): readonly [pattern: string, length: number] {
  const rest = glob.slice(at);
  const isSegment = at === 0 || glob[at - 1] === '/';
  if (isSegment && rest.startsWith('**/')) return ['(?:[^/]+/)*', 3];
  // At the end of a path it stands for whatever is below.
  if (rest.startsWith('**')) return ['.*', 2];
  const char = rest[0]!;
  if (char === '*') return ['[^/]*', 1];
  if (char === '?') return ['[^/]', 1];
  if (char === '{') return choices(rest) ?? ['\\{', 1];
  if (char === '[') return characterClass(rest) ?? ['\\[', 1];
  const whole = String.fromCodePoint(rest.codePointAt(0)!);
  return [whole.replace(/[\\^$.|+(){}\]/]/g, '\\$&'), whole.length];
}

function choices(rest: string): readonly [string, number] | undefined {
  let depth = 0;
  let from = 1;
  const parts: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const char = rest[at];
    if (char === '{') depth++;
    if (char === '}') depth--;
    if ((char === ',' && depth === 1) || depth === 0) {
      parts.push(translate(rest.slice(from, at)));
      from = at + 1;
    }
    if (depth === 0) return [`(?:${parts.join('|')})`, at + 1];
  }
  return undefined;
}

function characterClass(rest: string): readonly [string, number] | undefined {
  const found = /^\[([!^]?)([^\]/]+)\]/.exec(rest);
  if (!found) return undefined;
  const [whole, not, inside = ''] = found;
  const members = inside.replace(/[\\^[\]]/g, '\\$&');
  return [`[${not ? '^/' : ''}${members}]`, whole.length];
}
