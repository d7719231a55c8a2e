import { l10n } from 'vscode';
import type { Diagnosis } from '../../shared/model/diagnosis';
import type { PolicyRefusal } from './mcpPolicy';

/** Why a server was not started, and who decides that. */
export function policyDiagnosis({ reason, setting }: PolicyRefusal): Diagnosis {
  return {
    code: 'config.denied-by-policy',
    title: l10n.t('Not allowed by policy'),
    explanation: explain(reason),
    evidence: [{ label: l10n.t('Decided by'), value: setting }],
    fixes: [{ id: 'open', title: l10n.t('Open the configuration'), action: { kind: 'openEntry' } }],
  };
}

function explain(reason: PolicyRefusal['reason']): string {
  switch (reason) {
    case 'none':
      return l10n.t(
        'Your organization allows no MCP servers in VS Code, so it was not started. Ask the administrator of this policy.',
      );
    case 'registry':
      return l10n.t(
        'Your organization allows only MCP servers of its registry in VS Code. Whether this is one of them cannot be known here, so it was not started. Ask the administrator of this policy.',
      );
    case 'denied':
      return l10n.t(
        'It is on the list of MCP servers that must not run in VS Code, so it was not started. The list is set by your organization, or in your user settings.',
      );
    case 'notAllowed':
      return l10n.t(
        'It is not on the list of MCP servers that may run in VS Code, so it was not started. The list is set by your organization, or in your user settings.',
      );
  }
}
