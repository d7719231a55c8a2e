export interface MissingModule {
  readonly module: string;
  /** The file that asks for it; absent when the program itself is the missing file. */
  readonly importer?: string;
  readonly language: 'node' | 'python';
  /** `entry`: the program to run; `file`: one of its own; `package`: one to be installed; `name`: in a module that is there. */
  readonly kind: 'entry' | 'file' | 'package' | 'name';
}

type Parser = (line: string, lines: readonly string[], index: number) => MissingModule | undefined;

/** The module that a program could not load, as Node, Bun, Deno and Python print it. */
export function moduleMissing(lines: readonly string[]): MissingModule | undefined {
  for (const parse of [nodeModule, bunModule, pythonModule, pythonName, pythonEntry]) {
    for (const [index, line] of lines.entries()) {
      const found = parse(line, lines, index);
      if (found) return found;
    }
  }
  return undefined;
}

const nodeModule: Parser = (line, lines, index) => {
  const found = /Cannot find (package|module) '([^']+)'(?: imported from (.+?))?\s*$/.exec(line);
  if (!found) return undefined;
  const [, , module = '', imported] = found;
  const importer = imported ? fromUrl(imported.replace(/^'|'$/g, '')) : requiredBy(lines, index);
  const ownFile = /^(?:file:|[./\\]|[A-Za-z]:[\\/])/.test(module);
  const kind = ownFile ? (importer ? 'file' : 'entry') : 'package';
  return {
    module: fromUrl(module),
    ...(importer ? { importer } : {}),
    language: 'node',
    kind,
  };
};

function requiredBy(lines: readonly string[], index: number): string | undefined {
  if (!/^Require stack:/.test(lines[index + 1] ?? '')) return undefined;
  return /^- (.+)$/.exec(lines[index + 2] ?? '')?.[1];
}

const bunModule: Parser = (line) => {
  const bun = /^error: Cannot find (?:package|module) ["']([^"']+)["'] from ["']([^"']+)["']/.exec(
    line,
  );
  const deno = bun ? null : /^error: Module not found ["']([^"']+)["']/.exec(line);
  const found = bun ?? deno;
  if (!found?.[1]) return undefined;
  const ownFile = /^(?:file:|[./])/.test(found[1]);
  return {
    module: fromUrl(found[1]),
    ...(found[2] ? { importer: found[2] } : {}),
    language: 'node',
    kind: ownFile ? 'file' : 'package',
  };
};

const pythonModule: Parser = (line, lines, index) => {
  const found = /ModuleNotFoundError: No module named '([^']+)'/.exec(line);
  if (found?.[1]) return python(found[1], 'package', importerBefore(lines, index));
  // `python -m name` prints no traceback.
  const asProgram = /python[\d.]*(?:\.exe)?: No module named ([\w.]+)/.exec(line)?.[1];
  return asProgram ? python(asProgram, 'package', undefined) : undefined;
};

const pythonName: Parser = (line, lines, index) => {
  const found = /ImportError: cannot import name '([^']+)' from '([^']+)'/.exec(line);
  if (!found) return undefined;
  return python(`${found[2]}.${found[1]}`, 'name', importerBefore(lines, index));
};

const pythonEntry: Parser = (line) => {
  const found = /can't open file '([^']+)': \[Errno 2\]/.exec(line)?.[1];
  return found ? python(found, 'entry', undefined) : undefined;
};

function python(
  module: string,
  kind: MissingModule['kind'],
  importer: string | undefined,
): MissingModule {
  return { module, ...(importer ? { importer } : {}), language: 'python', kind };
}

function importerBefore(lines: readonly string[], index: number): string | undefined {
  for (let at = index - 1; at >= 0; at--) {
    const file = /File "([^"<]+)", line \d+/.exec(lines[at]!)?.[1];
    if (file) return file;
  }
  return undefined;
}

function fromUrl(text: string): string {
  if (!text.startsWith('file://')) return text;
  const file = text.slice('file://'.length);
  try {
    return decodeURIComponent(file).replace(/^\/([A-Za-z]:)/, '$1');
  } catch {
    // A percent sign that stands for itself.
    return file;
  }
}
