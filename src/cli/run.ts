import { homedir } from 'node:os';
import { version } from '../../package.json';
import { check } from './check';
import { parseCommandLine, UsageError } from './commandLine';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { Launcher } from './launcher';
import { createStyle, wantsColours } from './style';
import { targetDefinition } from './targetDefinition';
import { USAGE } from './usage';
import { wait } from './wait';

/** Runs the command line. Resolves with the exit code when nothing that it started is left. */
export async function run(argv: readonly string[], script: string): Promise<number> {
  try {
    return await dispatch(argv, script);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`portcullis: ${error.message}\nTry portcullis --help.\n`);
    return EXIT.usage;
  }
}

async function dispatch(argv: readonly string[], script: string): Promise<number> {
  const command = parseCommandLine(argv);
  if (command.kind === 'help') return print(USAGE);
  if (command.kind === 'version') return print(`${version}\n`);
  const { env, stdout, stderr } = process;
  const definition = await targetDefinition(command.target, command.timeout, {
    cwd: process.cwd(),
    env,
    home: homedir(),
  });
  const screen = command.kind === 'check' ? stdout : stderr;
  const style = createStyle(wantsColours(screen.isTTY === true, env));
  return withLauncher(script, (launcher, signal) => {
    const context: CommandLineContext = { launcher, stdout, stderr, style, signal };
    return command.kind === 'check'
      ? check(definition, command.json, context)
      : wait(definition, command.program, context);
  });
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.ready;
}

/** However it ends, what was started is stopped before. */
async function withLauncher(
  script: string,
  work: (launcher: Launcher, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const launcher = new Launcher(script);
  const interrupted = new AbortController();
  const interrupt = () => {
    // Who asks twice does not want to wait; the guardian then ends what is left.
    if (interrupted.signal.aborted) process.exit(EXIT.interrupted);
    interrupted.abort();
    void launcher.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  try {
    const code = await work(launcher, interrupted.signal);
    return interrupted.signal.aborted ? EXIT.interrupted : code;
  } finally {
    await launcher.close();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupt);
  }
}
