import { t } from '@vscode/l10n';
import type { Launch } from '../../../shared/model/launch';
import type { ServerSnapshot } from '../../../shared/model/state';
import { duration } from '../../components/format';
import { Section } from '../../components/Section';
import { Checklist } from './Checklist';

/** The checklist of the last launch, folded once all is well. */
export function LaunchSummary({ server }: { server: ServerSnapshot }) {
  const { launch } = server;
  if (!launch || launch.steps.length === 0) return null;
  return (
    <Section
      name="launch"
      title={t('Launch checklist')}
      aside={summary(launch)}
      openAtFirst={server.state.status === 'failed'}
    >
      <Checklist launch={launch} />
    </Section>
  );
}

/** `7 of 7 passed in 412 ms` */
export function summary(launch: Launch): string {
  const needed = launch.steps.filter((step) => step.status !== 'skipped');
  const passed = needed.filter((step) => step.status === 'passed').length;
  if (launch.endedAt === undefined) return t('{0} of {1} passed', passed, needed.length);
  const took = duration(launch.endedAt - launch.startedAt);
  return t('{0} of {1} passed in {2}', passed, needed.length, took);
}
