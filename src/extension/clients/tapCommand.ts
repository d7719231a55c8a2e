import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { l10n } from 'vscode';
import type { ServerAccess } from '../../shared/clients/clientConfiguration';
import { inputVariable } from '../../shared/config/inputVariable';
import type { InputStore } from '../inputs/inputStore';
import { usedInputs } from '../inputs/usedInputs';
import type { ConfiguredServer } from '../servers/knownServer';

export interface TapOptions {
  /** The bundled command line of this version of the extension. */
  readonly cli: string;
  /** A folder that no update of the extension moves. */
  readonly storagePath: string;
}

/** How another client starts a stdio server through `portcullis tap`. */
export class TapCommand {
  constructor(private readonly options: TapOptions) {}

  /** For a client of this window, by VS Code's own Node.js. @param inputs asked for the answers that it needs */
  async resolved(
    configured: ConfiguredServer,
    inputs: Pick<InputStore, 'resolve'>,
  ): Promise<ServerAccess> {
    const env: Record<string, string> = { ELECTRON_RUN_AS_NODE: '1' };
    for (const input of usedInputs(configured)) {
      env[inputVariable(input.id)] = await inputs.resolve(configured.source.key, input);
    }
    const args = [this.options.cli, ...tapArguments(configured)];
    return { kind: 'stdio', command: process.execPath, args, env };
  }

  /** For a file that is written now and read for long. Who uses it puts the answers to inputs in. */
  async written(configured: ConfiguredServer): Promise<ServerAccess> {
    const env = Object.fromEntries(
      usedInputs(configured).map(({ id, description }) => [
        inputVariable(id),
        `<${description ?? id}>`,
      ]),
    );
    const args = [await this.#launcher(), ...tapArguments(configured)];
    return { kind: 'stdio', command: 'node', args, env };
  }

  /** A file that stays where it is when an update moves the extension. */
  async #launcher(): Promise<string> {
    const { cli, storagePath } = this.options;
    const text = `// Made by Portcullis: runs its command line, of the version that is installed.\nimport(${JSON.stringify(pathToFileURL(cli).href)});\n`;
    const file = path.join(storagePath, 'portcullis.mjs');
    const present = await readFile(file, 'utf8').catch(() => undefined);
    if (present !== text) {
      await mkdir(storagePath, { recursive: true });
      await writeFile(file, text);
    }
    return file;
  }

  /** After an update: what was copied earlier is to start the new version. */
  async refresh(): Promise<void> {
    const file = path.join(this.options.storagePath, 'portcullis.mjs');
    const exists = await readFile(file).then(
      () => true,
      () => false,
    );
    if (exists) await this.#launcher();
  }
}

/** @throws when the entry stands in no file that another program could read */
function tapArguments({ entry, location, source }: ConfiguredServer): string[] {
  if (location?.uri.scheme !== 'file') {
    throw new Error(
      l10n.t(
        '{0} is in {1}, which only VS Code can read. Save it to a file of the workspace first.',
        entry.name,
        source.label,
      ),
    );
  }
  return ['tap', '--config', location.uri.fsPath, '--server', entry.name];
}
