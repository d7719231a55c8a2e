import { t } from '@vscode/l10n';
import type { Launch, LaunchStep } from '../../../shared/model/launch';
import { duration, grouped } from '../../components/format';
import { Icon } from '../../components/Icon';
import { stepIcon, stepTitle, stepWord } from './stepLook';

/** The steps of a launch, each with how it stands, what was found and the time it took. */
export function Checklist({ launch }: { launch: Launch }) {
  return (
    <ol className="checklist" aria-label={t('Launch checklist')}>
      {launch.steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: LaunchStep }) {
  return (
    <li
      className="step"
      data-step={step.id}
      data-status={step.status}
      aria-current={step.status === 'running' ? 'step' : undefined}
    >
      <Icon name={stepIcon(step.status)} spin={step.status === 'running'} />
      <span className="step-text">
        <span className="step-title">{stepTitle(step)}</span>
        <span className="visually-hidden">{stepWord(step.status)}</span>
        {step.detail !== undefined && <span className="step-detail">{step.detail}</span>}
      </span>
      <span className="step-numbers">
        {step.attempts > 1 && <span>{t('{0} attempts', grouped(step.attempts))}</span>}
        {step.ms !== undefined && <span className="step-time">{duration(step.ms)}</span>}
      </span>
    </li>
  );
}
