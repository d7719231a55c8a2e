import { t } from '@vscode/l10n';
import { variableReferences } from './variableReferences';
import { VARIABLE_RULES, type VariableDialect } from './variableRules';

export interface Translation {
  readonly text: string;
  /** What could not be kept, in sentences for people. */
  readonly notes: readonly string[];
}

/** Writes the variables of a text as VS Code does. */
export function translateVariables(text: string, from: VariableDialect): Translation {
  const notes: string[] = [];
  const parts = variableReferences(text, from).map((part) => {
    if (typeof part === 'string') {
      notes.push(...notesOnText(part));
      return part;
    }
    const { written, name, argument, fallback, mustResolve } = part;
    if (name !== 'env' || argument === undefined) return written;
    // Where it need not be a variable at all, VS Code would leave nothing in its place.
    if (!mustResolve) return written;
    if (fallback !== undefined) {
      notes.push(
        t(
          'VS Code has no default values for variables: `{0}` became `{1}`, without "{2}".',
          written,
          `\${env:${argument}}`,
          fallback,
        ),
      );
    }
    return `\${env:${argument}}`;
  });
  return { text: parts.join(''), notes };
}

/** What its client takes as text, VS Code would take for a variable. */
function notesOnText(text: string): string[] {
  return variableReferences(text, 'vscode').flatMap((part) =>
    typeof part === 'string'
      ? []
      : [t('`{0}` was plain text, and is a variable to VS Code.', part.written)],
  );
}

/** Writes VS Code's variables as another client does, as far as it has them; the others stay as they are. */
export function writeVariables(text: string, to: VariableDialect): string {
  const { shell } = VARIABLE_RULES[to];
  if (!shell) return text;
  return variableReferences(text, 'vscode')
    .map((part) => {
      if (typeof part === 'string') return part;
      const isPlain = part.name === 'env' && /^[A-Za-z_]\w*$/.test(part.argument ?? '');
      return isPlain ? `\${${part.argument}}` : part.written;
    })
    .join('');
}
