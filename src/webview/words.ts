import { config } from '@vscode/l10n';

// Where VS Code speaks another language, the page carries its words. Imported before anything that says one.
const words = document.getElementById('words')?.textContent;
if (words) config({ contents: words });
