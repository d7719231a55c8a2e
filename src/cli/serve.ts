import { listenForEngine } from '../proxy/relay/engineListener';
import type { Listener } from '../proxy/relay/listener';
import { relayAccess } from '../proxy/relay/relayAccess';
import type { LaunchDefinition } from '../shared/model/server';
import type { Command } from './args/command';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { jsonLine, type Served, ServedStates, textLines } from './servedLine';
import type { TapCommand } from './serveTap';
import { shown } from './shown';

type ServeCommand = Extract<Command, { kind: 'serve' }>;

/**
 * `portcullis serve`: starts servers and opens the relay to them, tells of each when it is ready, has failed,
 * or changes, and goes on until it is interrupted.
 */
export async function serve(
  command: ServeCommand,
  definitions: readonly LaunchDefinition[],
  tapOf: (definition: LaunchDefinition) => TapCommand,
  context: CommandLineContext,
): Promise<number> {
  const { launcher, stdout, stderr, style, signal } = context;
  const { engine } = launcher;
  const listener = await openRelay(command, context);
  if (!listener) return EXIT.failed;
  try {
    const byId = new Map(definitions.map((definition) => [definition.id, definition]));
    const states = new ServedStates();
    const tell = (served: Served) =>
      stdout.write(command.json ? jsonLine(served) : `${textLines(served, style).join('\n')}\n`);
    const subscription = engine.onDidChangeServer((snapshot) => {
      const definition = byId.get(snapshot.id);
      if (!definition || signal.aborted || !states.isNews(snapshot)) return;
      const access = relayAccess(engine, listener, snapshot.id);
      tell({ snapshot, access, tap: access ? undefined : tapOf(definition) });
    });
    const results = await Promise.all(
      definitions.map((definition) => launcher.launch(definition, () => {})),
    );
    const ready = results.filter((result) => result && result.state.status !== 'failed').length;
    if (ready > 0 && !signal.aborted) {
      if (!command.json) stderr.write(summary(ready, definitions.length));
      await aborted(signal);
    }
    subscription.dispose();
    return ready > 0 ? EXIT.ready : EXIT.failed;
  } finally {
    await listener.close();
  }
}

function summary(ready: number, all: number): string {
  const servers = all === 1 ? 'The server is' : `${ready} of ${all} servers are`;
  return `${servers} ready. Ctrl-C ends everything.\n`;
}

/** Undefined when the port that was asked for is taken. */
async function openRelay(
  { port }: ServeCommand,
  { launcher, stderr, stderrStyle }: CommandLineContext,
): Promise<Listener | undefined> {
  const preferredPort = port === 'auto' ? 0 : port;
  const listener = await listenForEngine(launcher.engine, { preferredPort, log: () => {} });
  const { preferredPortOwner: owner } = listener;
  if (owner === undefined) return listener;
  await listener.close();
  stderr.write(
    `${stderrStyle.red('✗')} Port ${port} is taken: ${shown(owner)}. Choose another --port, or auto.\n`,
  );
  return undefined;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
