import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  l10n,
  type Range,
  type TextDocument,
  workspace,
} from 'vscode';
import type { Diagnosis } from '../../shared/model/diagnosis';
import type { ServerId } from '../../shared/model/server';
import { isReady } from '../../shared/model/state';
import { DIAGNOSTIC_SOURCE } from '../diagnosis/problemsPanel';
import { INTERNAL_COMMANDS } from '../ids';
import type { ServerRegistry } from '../servers/serverRegistry';
import { serversHere } from './configuredHere';

/** At an entry that failed: the fixes of its diagnosis, as the light bulb offers them. */
export class FixActions implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  constructor(private readonly registry: ServerRegistry) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    { diagnostics }: CodeActionContext,
  ): Promise<CodeAction[]> {
    const here = await serversHere(this.registry, document);
    return here
      .filter((one) => one.range.intersection(range) !== undefined)
      .flatMap(({ server: { id, snapshot } }) => {
        const { state, warnings } = snapshot;
        const own = 'diagnosis' in state ? [state.diagnosis] : [];
        // What a failed server warned of before is no longer of use.
        const all = isReady(state) ? [...own, ...warnings] : own;
        return all.flatMap((diagnosis) => actionsFor(id, diagnosis, diagnostics));
      });
  }
}

function actionsFor(
  id: ServerId,
  { code, title, fixes }: Diagnosis,
  shown: readonly Diagnostic[],
): CodeAction[] {
  const diagnostics = shown.filter((one) => isOf(one, code));
  const applied = workspace.isTrusted ? fixes : [];
  const actions = applied.map((fix, index) => {
    const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
    action.command = {
      title: fix.title,
      command: INTERNAL_COMMANDS.applyFix,
      arguments: [id, code, fix.id],
    };
    action.isPreferred = index === 0;
    return action;
  });
  const show = new CodeAction(
    l10n.t('Show "{0}" in the Inspector', title),
    CodeActionKind.QuickFix,
  );
  show.command = { title: show.title, command: INTERNAL_COMMANDS.showDiagnosis, arguments: [id] };
  for (const action of [...actions, show]) action.diagnostics = diagnostics;
  return [...actions, show];
}

function isOf({ source, code }: Diagnostic, expected: string): boolean {
  const value = typeof code === 'object' ? code.value : code;
  return source === DIAGNOSTIC_SOURCE && value === expected;
}
