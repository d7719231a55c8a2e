import { t } from '@vscode/l10n';
import type { StepId } from '../../../shared/model/launch';
import type { ServerSnapshot } from '../../../shared/model/state';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { useNow } from '../../components/useNow';
import { Checklist } from './Checklist';
import { OutputTail } from './OutputTail';
import { stepTitle } from './stepLook';

/** How much longer a person waits with one click, in ms. */
const MORE = 30_000;

/** A launch as it runs. */
export function LaunchProgress({ server, step }: { server: ServerSnapshot; step: StepId }) {
  return (
    <>
      <div className="launch">
        <h2 className="page-title">{t('Starting {0}', server.name)}</h2>
        <p className="visually-hidden" role="status">
          {stepTitle({ id: step, status: 'running' })}
        </p>
        {server.launch && <Checklist launch={server.launch} />}
        {server.launch && <Countdown deadline={server.launch.deadline} isHeld={server.held} />}
      </div>
      <OutputTail openAtFirst />
    </>
  );
}

function waitWords(seconds: number): string {
  return seconds > 0 ? t('Waits another {0} s', seconds) : t('The time is over');
}

function Countdown({ deadline, isHeld }: { deadline: number; isHeld?: boolean | undefined }) {
  const inspector = useInspector();
  const now = useNow(true);
  const seconds = Math.max(0, Math.ceil((deadline - now) / 1000));
  return (
    <div className="countdown">
      <span className="countdown-text">
        {isHeld ? t('The time stands still') : waitWords(seconds)}
      </span>
      <Button secondary onClick={() => inspector.act('panel/keepWaiting', { ms: MORE })}>
        {t('Keep waiting')}
      </Button>
      <Button secondary onClick={() => inspector.act('panel/stop')}>
        {t('Cancel')}
      </Button>
    </div>
  );
}
