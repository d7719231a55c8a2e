import { config } from '@vscode/l10n';
import { l10n } from 'vscode';

// What the processes share says its words by this library; here it gets those that VS Code has found for the
// extension. Imported before anything that says one.
if (l10n.bundle) config({ contents: l10n.bundle });
