import { t } from '@vscode/l10n';
import type { ConfigDialect } from './dialects/configDialect';
import type { ObjectReader } from './objectReader';
import type { OwnReader } from './ownReader';
import type { LaunchedEntry, RunEntry } from './serverEntry';

/** The reader of the object that says what to run, and the property with the program in it. */
export function commandOf(
  reader: ObjectReader,
  { nestsCommand }: ConfigDialect,
): { readonly reader: ObjectReader; readonly key: string } | undefined {
  if (!reader.has('command')) return undefined;
  const nested =
    nestsCommand && reader.raw('command')!.type === 'object' ? reader.object('command') : undefined;
  return nested === undefined ? { reader, key: 'command' } : { reader: nested, key: 'path' };
}

/** Reads how a server is started. */
export function readLaunch(
  reader: ObjectReader,
  own: OwnReader,
  dialect: ConfigDialect,
): LaunchedEntry {
  const restartOnCrash = own('restartOnCrash').boolean('restartOnCrash');
  const command = commandOf(reader, dialect) ?? { reader, key: 'command' };
  return {
    run: readRun(command.reader, command.key),
    ...(restartOnCrash === undefined ? {} : { restartOnCrash }),
  };
}

function readRun(reader: ObjectReader, key: string): RunEntry {
  const cwd = reader.string('cwd');
  const envFile = reader.string('envFile');
  return {
    command: reader.requiredString(
      key,
      t('a server needs a command to start, or the URL of one that runs.'),
    ),
    args: reader.strings('args'),
    env: reader.record('env', true),
    ...(cwd === undefined ? {} : { cwd }),
    ...(envFile === undefined ? {} : { envFile }),
  };
}
