import { t } from '@vscode/l10n';
import { IconButton } from '../components/IconButton';
import { Notice } from '../components/Notice';
import { useInspector, useModel } from './InspectorContext';

/** What the host refused or could not do, until it is dismissed. */
export function ProblemBar() {
  const inspector = useInspector();
  const problem = useModel((model) => model.problem);
  if (problem === undefined) return null;
  return (
    <div className="problem-bar">
      <Notice kind="error" live>
        {problem}
      </Notice>
      <IconButton icon="close" label={t('Dismiss')} onClick={() => inspector.dismissProblem()} />
    </div>
  );
}
