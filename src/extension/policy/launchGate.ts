import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import { isActive } from '../../shared/model/state';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { LaunchTrust, ToLaunch } from '../trust/launchTrust';
import type { McpPolicy } from './mcpPolicy';
import { policyDiagnosis } from './policyDiagnosis';
import { identityOf } from './serverIdentity';

/** All that decides whether a server may be started: first the policies of VS Code, then the person. */
export class LaunchGate {
  constructor(
    private readonly registry: Pick<ServerRegistry, 'get' | 'setState'>,
    private readonly policy: Pick<McpPolicy, 'refusal'>,
    private readonly trust: Pick<LaunchTrust, 'allowed' | 'confirmed'>,
  ) {}

  /** Which of the servers may be started; asks the person. What a policy forbids shows as failed, with who decides. */
  async allowed(servers: readonly ToLaunch[]): Promise<ReadonlySet<ServerId>> {
    const permitted = servers.filter(({ id, configured }) => {
      const refusal = this.policy.refusal(identityOf(configured.entry), 'written');
      if (refusal === undefined) return true;
      const state = this.registry.get(id)?.snapshot.state;
      if (state !== undefined && !isActive(state)) {
        this.registry.setState(id, { status: 'failed', diagnosis: policyDiagnosis(refusal) });
      }
      return false;
    });
    return permitted.length === 0 ? new Set() : this.trust.allowed(permitted);
  }

  /** Whether the launch is what the person agreed to, now that its variables have their values. */
  confirmed(server: ToLaunch, definition: LaunchDefinition): Promise<boolean> {
    return this.trust.confirmed(server, definition);
  }

  /** Why a policy forbids a launch, now that its variables have their values; undefined when none does. */
  refusal(definition: LaunchDefinition): Diagnosis | undefined {
    const refusal = this.policy.refusal(identityOf(definition), 'resolved');
    return refusal && policyDiagnosis(refusal);
  }
}
