import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { extensions } from 'vscode';

/** Whether an extension debugs programs of that type. */
export function hasDebugger(type: string): boolean {
  return extensions.all.some(({ packageJSON }) => {
    const debuggers: unknown = packageJSON?.contributes?.debuggers;
    return Array.isArray(debuggers) && debuggers.some((each) => each?.type === type);
  });
}

/**
 * The folder in which the package `debugpy` is that the Python Debugger extension brings, or that belongs to the
 * program `debugpy` that an entry names. Undefined: programs have to have their own.
 */
export function debugpyFolder(program?: string): string | undefined {
  if (program !== undefined) return besideProgram(program);
  const brought = extensions.getExtension('ms-python.debugpy')?.extensionPath;
  return brought === undefined ? undefined : withDebugpy(path.join(brought, 'bundled', 'libs'));
}

/** A virtual environment has its programs in `bin` or `Scripts`, its packages in `lib`. */
function besideProgram(program: string): string | undefined {
  if (isFolder(program)) {
    return withDebugpy(path.basename(program) === 'debugpy' ? path.dirname(program) : program);
  }
  const home = path.dirname(path.dirname(program));
  const unix = path.join(home, 'lib');
  const libraries = [
    path.join(home, 'Lib', 'site-packages'),
    ...(isFolder(unix)
      ? readdirSync(unix).map((python) => path.join(unix, python, 'site-packages'))
      : []),
  ];
  return libraries.map(withDebugpy).find((folder) => folder !== undefined);
}

function withDebugpy(folder: string): string | undefined {
  return existsSync(path.join(folder, 'debugpy', '__init__.py')) ? folder : undefined;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
