import type { ServerId } from '../../shared/model/server';
import { askCommandLine, askUrl, unlessBack } from '../adding/askLine';
import type { CommandServices } from './registerCommands';
import { type Choice, pickServerOrTyped } from './serverPick';

type Services = Pick<CommandServices, 'registry' | 'actions' | 'panels' | 'typed'>;

/** Opens the Inspector of a server at once, and starts the server if it does not run. */
export async function inspectServer(services: Services, given?: ServerId): Promise<void> {
  const id = given ?? (await chooseServer(services));
  if (id === undefined) return;
  services.panels.open(id);
  const { status } = services.actions.snapshot(id).state;
  // Whoever follows a link to a failure wants to read it; whoever picks the server, to try again.
  const tryAgain = status === 'failed' && given === undefined;
  if (status === 'idle' || status === 'stopped' || tryAgain) await services.actions.start(id);
}

async function chooseServer(services: Services): Promise<ServerId | undefined> {
  const choice = await pickServerOrTyped(services.registry);
  if (choice === undefined) return undefined;
  if (choice.kind === 'server') return choice.id;
  const text = await textOf(choice);
  if (text === undefined) return undefined;
  const name = await services.typed.addTyped(text);
  await services.registry.reload(services.typed);
  return `${services.typed.key}/${name}`;
}

async function textOf(choice: Exclude<Choice, { kind: 'server' }>): Promise<string | undefined> {
  switch (choice.kind) {
    case 'typed':
      return choice.text;
    case 'enterCommand':
      return unlessBack(await askCommandLine({ canGoBack: false }));
    case 'enterUrl':
      return unlessBack(await askUrl({ canGoBack: false }));
  }
}
