import type { LaunchDefinition } from '../shared/model/server';
import type { Catalog } from '../shared/model/session';
import { type Command, LIST_KINDS, type ListKind } from './args/command';
import { columnsOf } from './checklistView';
import type { CommandLineContext } from './context';
import { EXIT } from './exitCodes';
import { LISTS, listRow } from './listTable';
import { shown, shownJson } from './shown';
import { tableLines } from './table';
import { listed, withSession } from './withSession';

type ListCommand = Extract<Command, { kind: 'list' }>;

/** `portcullis list`: all pages of what a server offers. */
export async function list(
  { what, json }: ListCommand,
  definition: LaunchDefinition,
  context: CommandLineContext,
): Promise<number> {
  return withSession(definition, json, context, async (session) => {
    await listed(session);
    if (context.signal.aborted) return EXIT.interrupted;
    const { catalog } = session;
    const kinds = what === undefined ? LIST_KINDS : [what];
    if (json) context.stdout.write(`${shownJson(jsonOf(catalog, what))}\n`);
    else context.stdout.write(textOf(catalog, kinds, what === undefined, context));
    return tellErrors(catalog, kinds, context);
  });
}

/** One list, or all of them by name: the items as the server sent them. */
function jsonOf(catalog: Catalog, what: ListKind | undefined): unknown {
  if (what !== undefined) return catalog[LISTS[what].key];
  const { tools, resources, resourceTemplates, prompts } = catalog;
  return { tools, resources, resourceTemplates, prompts };
}

function textOf(
  catalog: Catalog,
  kinds: readonly ListKind[],
  withTitles: boolean,
  context: CommandLineContext,
): string {
  const { stdout, stderr, style } = context;
  const indent = withTitles ? '  ' : '';
  const width = stdout.isTTY ? columnsOf(stdout) - indent.length : undefined;
  const sections = kinds.flatMap((kind) => {
    const { key, title } = LISTS[kind];
    const rows = catalog[key].map((item) => listRow(kind, item as Record<string, unknown>));
    if (rows.length === 0) return [];
    const paint = (text: string, column: number) =>
      column === 0 ? style.bold(text) : column === 1 ? style.dim(text) : text;
    const lines = tableLines(rows, width, paint).map((line) => `${indent}${line}\n`);
    const heading = withTitles ? [`${title} (${rows.length})\n`] : [];
    return [[...heading, ...lines].join('')];
  });
  if (sections.length === 0) {
    const names = withTitles ? 'nothing' : `no ${LISTS[kinds[0]!].title.toLowerCase()}`;
    stderr.write(`The server offers ${names}.\n`);
  }
  return sections.join('\n');
}

/** A list that could not be had is a failure, whatever came of it. */
function tellErrors(
  { errors }: Catalog,
  kinds: readonly ListKind[],
  { stderr, stderrStyle: style }: CommandLineContext,
): number {
  const methods: readonly string[] = kinds.map((kind) => LISTS[kind].method);
  const relevant = errors.filter(({ method }) => methods.includes(method));
  for (const { method, message } of relevant) {
    stderr.write(`${style.red('✗')} ${method}: ${shown(message)}\n`);
  }
  return relevant.length > 0 ? EXIT.failed : EXIT.ready;
}
