import { l10n } from 'vscode';
import { type PackageRegistry, packageEntry } from '../../shared/adding/packageEntry';
import { suggestName } from '../../shared/adding/suggestName';
import type { Adding } from './adding';
import { BACK, type Step } from './runSteps';
import { askText } from './steps';

/** Asks for the name of a package, and what its server is told. */
export function askPackage(registry: PackageRegistry, adding: Adding): Step {
  return async (canGoBack) => {
    const text = await askText({
      title: registry === 'npm' ? l10n.t('npm Package') : l10n.t('PyPI Package'),
      prompt: l10n.t('The name of the package, and arguments of the server behind it'),
      placeholder:
        registry === 'npm' ? '@modelcontextprotocol/server-everything' : 'mcp-server-time',
      canGoBack,
      validate: (typed) =>
        packageEntry(registry, typed) === undefined
          ? l10n.t('This is not the name of a package.')
          : undefined,
    });
    if (text === undefined || text === BACK) return text;
    const entry = packageEntry(registry, text)!;
    adding.drafts = [{ name: suggestName(entry), entry, inputs: [] }];
    return 'next';
  };
}
