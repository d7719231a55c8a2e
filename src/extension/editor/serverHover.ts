import {
  Hover,
  type HoverProvider,
  l10n,
  languages,
  MarkdownString,
  type Position,
  type TextDocument,
  workspace,
} from 'vscode';
import { DIAGNOSTIC_SOURCE } from '../diagnosis/problemsPanel';
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
    const isTold = languages
      .getDiagnostics(document.uri)
      .some(({ source, range }) => source === DIAGNOSTIC_SOURCE && range.contains(position));
    const options = { isTrusted: workspace.isTrusted, isTold };
    const text = new MarkdownString(hoverText(found.server, options, l10n), true);
    text.isTrusted = { enabledCommands: HOVER_COMMANDS };
    return new Hover(text, found.range);
  }
}
