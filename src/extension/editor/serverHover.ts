import {
  Hover,
  type HoverProvider,
  l10n,
  MarkdownString,
  type Position,
  type TextDocument,
  workspace,
} from 'vscode';
import type { ServerRegistry } from '../servers/serverRegistry';
import { serversHere } from './configuredHere';
import { HOVER_COMMANDS, hoverText } from './hoverText';

/** Over the name of an entry: how its server stands, and links to what can be done with it. */
export class ServerHover implements HoverProvider {
  constructor(private readonly registry: ServerRegistry) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const here = await serversHere(this.registry, document);
    const found = here.find(({ range }) => range.contains(position));
    if (found === undefined) return undefined;
    const text = new MarkdownString(hoverText(found.server, workspace.isTrusted, l10n), true);
    text.isTrusted = { enabledCommands: HOVER_COMMANDS };
    return new Hover(text, found.range);
  }
}
